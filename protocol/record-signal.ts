import { ended } from '../domain/arrival.ts';
import type { Incident } from '../domain/incident.ts';
import type { AlarmItem, SignalRecord, Transition } from '../domain/signal.ts';
import { ContentionError, MAX_TRIES } from './commit.ts';
import type { Shell } from './shell.ts';

/** Hands a transition to the walk again. */
export type Rewalk = (transition: Transition) => Promise<void>;

/**
 * The effect of an opening or reopening on one signal: its record, then its alarm item. Whoever finds a newer
 * transition or a later generation there hands the newest transition to the walk again: without that help, alarms get
 * lost between two incidents. DESIGN.md, Joining and clearing; the model's `no-help`.
 */
export const recordSignal = async (shell: Shell, incident: Incident, record: SignalRecord, rewalk: Rewalk): Promise<void> => {
  await shell.store.putSignal(incident.id, record);
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const item = await shell.store.readAlarm(record.signalId);
    const next = mergeItem(item, incident, record);
    if (next !== item && !(await shell.store.putAlarm(item, next))) continue;
    const isHere = next.key === incident.key && next.generation === incident.generation;
    if (isHere && next.order === record.order) return;
    if (!isHere || !next.active) {
      const order = next.order > record.order ? next.order : record.order;
      await shell.store.putSignal(incident.id, { ...ended(record, isHere ? 'ok' : 'moved'), order });
    }
    if (next.active || !isHere) await rewalk(next.transition);
    return;
  }
  throw new ContentionError(`alarm item ${record.signalId}`);
};

/** A newer transition stays, and a generation never goes down. The same object when nothing changes. */
const mergeItem = (item: AlarmItem | undefined, { key, generation }: Incident, record: SignalRecord): AlarmItem => {
  const { signalId, order, transition } = record;
  if (item === undefined || item.order < order) {
    const later = item?.key === key ? Math.max(item.generation ?? 0, generation) : generation;
    return { signalId, order, active: true, transition, key, generation: later };
  }
  if (item.active && item.key === key && (item.generation ?? 0) < generation) return { ...item, generation };
  return item;
};
