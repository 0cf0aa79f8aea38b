import type { NoticeMessage } from '../../domain/incident/notice.ts';
import type { Delivery, NoticePublisher } from '../../protocol/ports/channel.ts';
import { copy } from './copy.ts';

/** A publisher that keeps what was published. Messages with the same id are all kept: tests count repeats. */
export interface MemoryNoticePublisher extends NoticePublisher {
  readonly published: NoticeMessage[];
  /** What the next publishes answer, in order; when empty, everything is delivered. Refused messages are not kept. */
  readonly answers: Delivery[];
}

export const createMemoryNoticePublisher = (): MemoryNoticePublisher => {
  const published: NoticeMessage[] = [];
  const answers: Delivery[] = [];
  return {
    published,
    answers,
    publish: async (message) => {
      const delivery: Delivery = answers.shift() ?? { outcome: 'delivered' };
      if (delivery.outcome === 'delivered') published.push(copy(message));
      return delivery;
    },
  };
};
