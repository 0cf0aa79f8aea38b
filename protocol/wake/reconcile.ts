import type { Incident } from '../../domain/incident/incident.ts';
import { type AlarmItem, isHome } from '../../domain/signal/alarm-item.ts';
import { recordOrder, transitionOrder } from '../../domain/signal/order.ts';
import { ended, parentOf, type SignalRecord } from '../../domain/signal/signal-record.ts';
import type { Shell } from '../shell.ts';

/**
 * Ends signals that an incident shows although their alarm items say otherwise. Such are left by a crash between two
 * writes whose message never comes again, and by the contributors of an alarm that is OK or deleted. Part of each
 * status update, so that nothing is shown wrongly for longer. Answers what was found standing.
 */
export const reconcileStanding = async (
  shell: Shell,
  incident: Incident,
  limit: number,
): Promise<readonly SignalRecord[]> => {
  const standing = await shell.store.standing(incident.id, limit);
  if (standing.length === 0) return standing;
  const signalIds = [
    ...new Set(standing.flatMap((signal) => [signal.signalId, parentOf(signal) ?? signal.signalId])),
  ];
  const { alarms } = await shell.store.readHeads({ keys: [], signalIds, incidentIds: [] });
  const over = standing.flatMap((signal) => endingOf(incident, signal, alarms) ?? []);
  await Promise.all(over.map((signal) => shell.store.putSignal(incident.id, signal)));
  return standing;
};

const endingOf = (
  incident: Incident,
  signal: SignalRecord,
  alarms: ReadonlyMap<string, AlarmItem>,
): SignalRecord | undefined => {
  const order = transitionOrder(signal.order);
  const item = alarms.get(signal.signalId);
  const itemOrder = item && recordOrder(item.order, item.moves);
  if (itemOrder !== undefined && itemOrder > signal.order && !(item?.active && isHome(item, incident))) {
    return { ...ended(signal, item?.active ? 'moved' : 'ok'), order: itemOrder };
  }
  const parent = alarms.get(parentOf(signal) ?? '');
  if (parent !== undefined && !parent.active && parent.order > order) return ended(signal, 'parent-ok');
  return undefined;
};
