import type { Incident } from '../../domain/incident/incident.ts';
import type { Notice } from '../../domain/incident/notice.ts';
import type { Delivery, NoticePublisher } from '../../protocol/ports/channel.ts';
import { copy } from './copy.ts';

/** A notice that was delivered, with what its texts can be made from. */
export interface PublishedNotice extends Notice {
  readonly incident: Incident;
  /** When it was sent, epoch ms. */
  readonly nowMs: number;
}

/** A publisher that keeps what was published. Messages with the same id are all kept: tests count repeats. */
export interface MemoryNoticePublisher extends NoticePublisher {
  readonly published: PublishedNotice[];
  /** What the next publishes answer, in order; when empty, everything is delivered. Refused messages are not kept. */
  readonly answers: Delivery[];
}

export const createMemoryNoticePublisher = (): MemoryNoticePublisher => {
  const published: PublishedNotice[] = [];
  const answers: Delivery[] = [];
  return {
    published,
    answers,
    publish: async ({ notice, incident, nowMs }) => {
      const delivery: Delivery = answers.shift() ?? { outcome: 'delivered' };
      if (delivery.outcome === 'delivered') published.push(copy({ ...notice, incident, nowMs }));
      return delivery;
    },
  };
};
