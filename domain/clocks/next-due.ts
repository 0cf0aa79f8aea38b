import type { DueTime } from '../incident/due-time.ts';
import type { Incident } from '../incident/incident.ts';
import type { Clock, ClockContext } from './clock.ts';

/** Timers may come this early: due means at most this far away. docs/architecture.md, Timers. */
export const DUE_WITHIN_MS = 1_000;

/** A moment at which the incident must be looked at. */
export interface Deadline {
  readonly clock: Clock;
  /** Epoch milliseconds. */
  readonly atMs: number;
}

/** Everything that this incident waits for, whether or not a decision on it keeps failing. */
const deadlinesOf = (
  incident: Incident,
  { clocks, configuration }: Pick<ClockContext, 'clocks' | 'configuration'>,
): readonly Deadline[] =>
  clocks.flatMap((clock) => {
    const atMs = clock.dueAtMs(incident, configuration);
    return atMs === undefined ? [] : [{ clock, atMs }];
  });

/** What is due now. A failing decision waits for its retry, which then decides on everything that is due. */
export const dueNow = (incident: Incident, context: ClockContext): readonly Deadline[] => {
  const untilMs = context.nowMs + DUE_WITHIN_MS;
  if (incident.failing !== undefined && incident.failing.retryAtMs > untilMs) return [];
  return deadlinesOf(incident, context).filter(({ atMs }) => atMs <= untilMs);
};

/** Epoch ms of the first deadline; a failing decision waits for its retry alone. */
export const nextDeadlineMs = (
  incident: Incident,
  context: Pick<ClockContext, 'clocks' | 'configuration'>,
): number | undefined => {
  if (incident.failing) return incident.failing.retryAtMs;
  return earliest(deadlinesOf(incident, context).map(({ atMs }) => atMs));
};

/** The next moment at which something must happen: a deadline, the end of a lease, a retry. docs/architecture.md, Outbox. */
export const nextDue = (
  incident: Incident,
  context: Pick<ClockContext, 'clocks' | 'configuration'>,
): DueTime | undefined => {
  const owed = Object.values(incident.outbox).map((effect) => effect.dueAtMs);
  const deadlineMs = nextDeadlineMs(incident, context);
  const atMs = earliest(deadlineMs === undefined ? owed : [...owed, deadlineMs]);
  if (atMs === undefined) return undefined;
  const canWait = owed.length === 0 && deadlinesOf(incident, context).every(({ clock }) => clock.canWait);
  return canWait ? { atMs, canWait } : { atMs };
};

const earliest = (times: readonly number[]): number | undefined =>
  times.length === 0 ? undefined : Math.min(...times);
