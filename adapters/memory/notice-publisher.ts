import type { Notice } from '../../domain/incident/notice.ts';
import type { Delivery, NoticePublisher, Outgoing } from '../../protocol/ports/channel.ts';
import { copy } from './copy.ts';

/** A notice that was taken, with the record as it was then. */
export type MemoryPublished = Notice & { readonly outgoing: Outgoing };

/** A publisher that keeps what was published. Notices with the same id are all kept: tests count repeats. */
export interface MemoryNoticePublisher extends NoticePublisher {
  readonly published: MemoryPublished[];
  /** What the next publishes answer, in order; when empty, everything is delivered. Refused notices are not kept. */
  readonly answers: Delivery[];
}

export const createMemoryNoticePublisher = (): MemoryNoticePublisher => {
  const published: MemoryPublished[] = [];
  const answers: Delivery[] = [];
  return {
    published,
    answers,
    publish: async (outgoing) => {
      const delivery: Delivery = answers.shift() ?? { outcome: 'delivered' };
      if (delivery.outcome === 'delivered')
        published.push({ ...copy(outgoing.notice), outgoing: copy(outgoing) });
      return delivery;
    },
  };
};
