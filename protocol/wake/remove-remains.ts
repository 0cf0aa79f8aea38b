import { pointerId } from '../../domain/correlation/kin.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { leaveHome } from '../../domain/signal/alarm-item.ts';
import type { Remain } from '../ports/record.ts';
import type { Shell } from '../shell.ts';

/** Items a look. With the sweep's pace, what is removed takes less than a tenth of what a new table writes. */
const REMOVED_A_LOOK = 100;

/**
 * An alarm item that has left its last incident is kept for so long, ms: as long as copies of its transitions may still
 * come. SQS keeps a message for 14 days at most, after the 24 hours in which EventBridge tries.
 */
const LEFT_ITEM_KEPT_MS = 30 * 86_400_000;

/**
 * Removes what hangs at a retired incident, up to a limit; answers whether anything did. First its signals' alarm items
 * leave it: an OK follows them, and would write a signal here again.
 */
export const removeRemains = async (shell: Shell, incident: Incident): Promise<boolean> => {
  const remains = await shell.store.remains(incident.id, REMOVED_A_LOOK);
  if (remains.length === 0) return false;
  const changed = await leaveIncident(shell, incident, remains);
  const free = remains.filter(({ signalId }) => signalId === undefined || !changed.has(signalId));
  await shell.store.remove(incident.id, free);
  shell.journal.note('info', 'remains-removed', { incidentId: incident.id, items: free.length });
  return true;
};

/** Answers the signals whose alarm items have changed meanwhile: the next look tries them again. */
const leaveIncident = async (
  shell: Shell,
  home: Incident,
  remains: readonly Remain[],
): Promise<ReadonlySet<string>> => {
  const signals = remains.flatMap(({ signalId }) => signalId ?? []);
  const { alarms } = await shell.store.readHeads({
    keys: [],
    signalIds: signals.flatMap((id) => [id, pointerId(id)]),
    incidentIds: [],
  });
  const changed = new Set<string>();
  const leave = async (signalId: string, itemId: string): Promise<void> => {
    const item = alarms.get(itemId);
    if (item === undefined) return;
    const after = leaveHome(item, home, shell.now() + LEFT_ITEM_KEPT_MS);
    if (after !== item && !(await shell.store.putAlarm(item, after))) changed.add(signalId);
  };
  await Promise.all(signals.flatMap((id) => [leave(id, id), leave(id, pointerId(id))]));
  return changed;
};
