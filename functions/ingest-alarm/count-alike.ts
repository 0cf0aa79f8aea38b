import type { AlarmItem } from '../../domain/signal/alarm-item.ts';
import { orderOf, recordOrder, timeOfOrder } from '../../domain/signal/order.ts';
import type { Transition } from '../../domain/signal/signal.ts';
import type { Shell } from '../../protocol/shell.ts';

const MOST_TRIES = 5;

/** As long as the queue of undecided events keeps the messages that it counts. Shapes are without number. */
const KEPT_S = 14 * 86_400;

/** How many were held back since the page that this item stands for. */
const heldSince = ({ order }: AlarmItem): number => Number(order.split('~')[1] ?? 0);

/**
 * How many messages a raw page of this shape stands for; 0 where it is held back, since one of its shape has paged within
 * `clocks.equalRawPagesMs` (docs/adr/0015). The item `ALARM#raw:<shape>` remembers it: its time is that of the last page, and
 * the move count of its order counts what was held back since. A message that comes again after its page was decided on
 * pages again. Where the record cannot be reached, everything pages.
 * @param messageId of the message that pages
 * @param alike how many of the shape have come together
 */
export const countAlike = async (
  shell: Shell,
  notification: Transition,
  messageId: string,
  alike: number,
): Promise<number> => {
  const signalId = `raw:${notification.signal.id}`;
  const nowMs = shell.now();
  const paging: AlarmItem = {
    signalId,
    order: orderOf({ ...notification, atMs: nowMs }),
    active: false,
    transition: { ...notification, reason: messageId },
    keptUntilMs: (Math.floor(nowMs / 1000) + KEPT_S) * 1000,
  };
  try {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const item = await shell.store.readAlarm(signalId);
      if (item?.transition.reason === messageId) return alike;
      const sinceMs = item === undefined ? Number.POSITIVE_INFINITY : nowMs - timeOfOrder(item.order);
      const pages = item === undefined || sinceMs >= shell.configuration.clocks.equalRawPagesMs;
      const held = item === undefined ? 0 : heldSince(item);
      const next = pages
        ? paging
        : { ...item, order: recordOrder(item.order.split('~')[0] ?? '', held + alike) };
      if (await shell.store.putAlarm(item, next)) return pages ? held + alike : 0;
      await shell.pause(tries);
    }
  } catch (error) {
    const why = error instanceof Error ? error.name : 'unknown';
    shell.journal.note('warn', 'alike-not-counted', { messageId, why });
  }
  return alike;
};
