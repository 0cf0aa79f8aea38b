import type { AlarmItem } from '../../domain/signal/alarm-item.ts';
import { untilDone } from '../commit.ts';
import { incidentId, type Shell } from '../shell.ts';
import type { Outcome } from './outcome.ts';
import type { Ending } from './plan.ts';

/**
 * Ends a signal that does not stand any more. It follows the alarm item, not the classification, so that a changed
 * configuration cannot strand the signal. An unknown alarm's ending is remembered, so that the ALARM before it
 * arrives stale. The caller settles the incident. docs/architecture.md, Order.
 */
export const clearSignal = (shell: Shell, ending: Ending, known: AlarmItem | undefined): Promise<Outcome> => {
  const { id } = ending.transition.signal;
  return untilDone(shell, `alarm item ${id}`, async (tries) => {
    const item = tries === 0 ? known : await shell.store.readAlarm(id);
    if (item !== undefined && item.order > ending.order) return { kind: 'ignored', reason: 'stale' };
    const isNews = item === undefined || item.order < ending.order;
    if (isNews && !(await shell.store.putAlarm(item, itemOf(ending, item)))) return undefined;
    if (item?.key === undefined || item.generation === undefined)
      return { kind: 'ignored', reason: `${ending.reason}-without-incident` };
    const home = incidentId(shell, item.key, item.generation);
    await shell.store.putSignal(home, ending.record);
    return { kind: 'cleared', incidentId: home };
  });
};

const itemOf = ({ transition, order }: Ending, before: AlarmItem | undefined): AlarmItem => ({
  signalId: transition.signal.id,
  order,
  active: false,
  transition,
  ...(before?.key === undefined ? {} : { key: before.key }),
  ...(before?.generation === undefined ? {} : { generation: before.generation }),
  ...(before?.joined === undefined ? {} : { joined: before.joined }),
  ...(transition.muted === undefined ? {} : { mutedUntilMs: transition.muted.untilMs }),
});
