import { type Incident, isOpen } from '../../domain/incident/incident.ts';
import { type AlarmItem, isHome, takeHome } from '../../domain/signal/alarm-item.ts';
import { laterOrder, recordOrder } from '../../domain/signal/order.ts';
import { ended, type SignalRecord } from '../../domain/signal/signal-record.ts';
import { untilDone } from '../commit.ts';
import { incidentId, type Shell } from '../shell.ts';
import type { FollowUp } from './carrier.ts';

/**
 * The effect of an opening or reopening on one signal: its alarm item, then its record. Where the item has a newer
 * transition or a later generation, the newest transition is returned for the walk to take again. Without that help,
 * alarms get lost between two incidents. docs/architecture.md, Joining and clearing.
 */
export const recordSignal = (
  shell: Shell,
  incident: Incident,
  record: SignalRecord,
): Promise<readonly FollowUp[]> =>
  untilDone(shell, `alarm item ${record.signalId}`, async () => {
    const item = await shell.store.readAlarm(record.signalId);
    const next = await homeFor(shell, item, incident, record);
    if (next !== item && !(await shell.store.putAlarm(item, next))) return undefined;
    if (isHome(next, incident) && next.active && next.order === record.order) {
      await shell.store.putSignal(incident.id, { ...record, order: recordOrder(next.order, next.moves) });
      return endElsewhere(shell, next, record);
    }
    const newest = laterOrder(next.order, record.order);
    const reason = isHome(next, incident) ? 'ok' : 'moved';
    if (reason === 'moved' || !next.active) {
      await shell.store.putSignal(incident.id, {
        ...ended(record, reason),
        order: recordOrder(newest, next.moves),
      });
    }
    return next.active || reason === 'moved' ? [{ kind: 'walk', transition: next.transition }] : [];
  });

/**
 * The alarm item as it is to be. A newer transition stays. The same transition stays in its incident, if that is
 * open.
 */
const homeFor = async (
  shell: Shell,
  item: AlarmItem | undefined,
  incident: Incident,
  record: SignalRecord,
): Promise<AlarmItem> => {
  const taken = () => takeHome(item, incident, record.order, record.transition);
  if (item === undefined || item.order < record.order) return taken();
  if (!item.active) return item;
  if (item.key === incident.key) {
    const isLower = (item.generation ?? 0) < incident.generation;
    return isLower ? { ...item, generation: incident.generation, joined: item.order } : item;
  }
  if (item.order > record.order || item.key === undefined || item.generation === undefined) return item;
  const holder = await shell.store.read(incidentId(shell, item.key, item.generation));
  return holder !== undefined && isOpen(holder) ? item : taken();
};

/** Ends a moved signal in the incident that it came from: nothing else would ever end it there. */
export const endElsewhere = async (
  shell: Shell,
  item: AlarmItem,
  record: SignalRecord,
): Promise<readonly FollowUp[]> => {
  if (item.from === undefined) return [];
  const id = incidentId(shell, item.from.key, item.from.generation);
  await shell.store.putSignal(id, { ...ended(record, 'moved'), order: recordOrder(item.order, item.moves) });
  return [{ kind: 'settle', incidentId: id }];
};
