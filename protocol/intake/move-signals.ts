import { isComposite } from '../../domain/correlation/kin.ts';
import { type Incident, isOpen } from '../../domain/incident/incident.ts';
import { clearsByItself } from '../../domain/kernel/signal-kind.ts';
import { type AlarmItem, isHome, moveHome, takeHome } from '../../domain/signal/alarm-item.ts';
import { laterOrder, recordOrder, transitionOrder } from '../../domain/signal/order.ts';
import { ended, type SignalRecord } from '../../domain/signal/signal-record.ts';
import { untilDone } from '../commit.ts';
import type { Shell } from '../shell.ts';
import { pointToComposite } from './composite.ts';

/** Signals moved side by side. */
const AT_ONCE = 100;

/**
 * Moves what stands in a closed incident into the one that it was merged into: the alarm item, then the signal there,
 * then its end here. After a crash in between it still stands here, and is moved by the next try.
 */
export const moveSignals = async (shell: Shell, source: Incident, into: string): Promise<void> => {
  const target = await shell.store.read(into);
  if (target === undefined) return;
  for (;;) {
    const standing = await shell.store.standing(source.id, AT_ONCE);
    if (standing.length === 0) return;
    await Promise.all(standing.map((record) => moveSignal(shell, source, target, record)));
  }
};

const moveSignal = async (
  shell: Shell,
  source: Incident,
  target: Incident,
  record: SignalRecord,
): Promise<void> => {
  // A person has resolved what took it over: what never says OK is over with that.
  if (!isOpen(target) && !clearsByItself(record.kind)) {
    await shell.store.putSignal(source.id, ended(record, 'ended-by-person'));
    return;
  }
  const item = await takeAlong(shell, source, target, record);
  const order = recordOrder(item.order, item.moves);
  if (item.active && isHome(item, target)) {
    const { transition } = item;
    await shell.store.putSignal(target.id, { ...record, order, transition, state: transition.state });
    if (isComposite(transition.signal)) await pointToComposite(shell, transition.signal);
  }
  await shell.store.putSignal(source.id, {
    ...ended(record, item.active ? 'moved' : 'ok'),
    order: laterOrder(order, record.order),
  });
};

/**
 * Whether a new alarm may still wait for its decision: it would have begun another episode of an acknowledged incident, and
 * ended this acknowledgement. Its message comes again, and pages where it has moved.
 */
const mayBeUndecided = (
  { configuration }: Shell,
  { episode }: Incident,
  { transition }: AlarmItem,
): boolean =>
  episode.acknowledgedAtMs !== undefined &&
  transition.atMs > episode.acknowledgedAtMs + configuration.clocks.newEpisodeAfterAckMs;

/** The alarm item, which leads to the new place if it led to the old one. Any other place is newer than this look. */
const takeAlong = (
  shell: Shell,
  source: Incident,
  target: Incident,
  record: SignalRecord,
): Promise<AlarmItem> =>
  untilDone(shell, `alarm item ${record.signalId}`, async () => {
    const item = await shell.store.readAlarm(record.signalId);
    if (item !== undefined && !(item.active && isHome(item, source))) return item;
    const next =
      item === undefined
        ? takeHome(undefined, target, transitionOrder(record.order), record.transition)
        : moveHome(item, target, mayBeUndecided(shell, source, item));
    return (await shell.store.putAlarm(item, next)) ? next : undefined;
  });
