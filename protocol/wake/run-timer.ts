import { DUE_WITHIN_MS } from '../../domain/clocks/next-due.ts';
import type { Timer } from '../../domain/clocks/timer.ts';
import type { Shell } from '../shell.ts';
import { type Woken, wakeIncident } from './wake.ts';

/**
 * Handles a timer message. A longer wait hops. A timer is dropped if the incident is no longer due at its moment.
 * Otherwise the incident is looked at afresh. docs/architecture.md, Timers.
 */
export const runTimer = async (shell: Shell, timer: Timer): Promise<Woken | 'hopped' | 'out-of-date'> => {
  const nowMs = shell.now();
  if (timer.dueAtMs <= nowMs + DUE_WITHIN_MS) return wakeIncident(shell, timer.incidentId);
  const incident = await shell.store.read(timer.incidentId);
  if (incident?.dueAtMs !== timer.dueAtMs) return 'out-of-date';
  await shell.timers.schedule(timer, nowMs);
  return 'hopped';
};
