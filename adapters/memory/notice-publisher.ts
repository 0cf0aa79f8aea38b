import type { Notice } from '../../domain/incident/notice.ts';
import type { Digest } from '../../domain/notice/digest.ts';
import type { Delivery, NoticePublisher, Outgoing } from '../../protocol/ports/channel.ts';
import { copy } from './copy.ts';

/** A notice that was taken, with the record as it was then. */
export type MemoryPublished = Notice & {
  readonly outgoing: Outgoing;
  /** The digest that told it. */
  readonly digest?: string;
};

/** A publisher that keeps what was published. Notices with the same id are all kept: tests count repeats. */
export interface MemoryNoticePublisher extends NoticePublisher {
  /** Notices that were told, by themselves or in a digest. */
  readonly published: MemoryPublished[];
  readonly digests: Digest[];
  /** What the next publishes answer, in order; when empty, everything is delivered. Refused notices are not kept. */
  readonly answers: Delivery[];
}

export const createMemoryNoticePublisher = (): MemoryNoticePublisher => {
  const published: MemoryPublished[] = [];
  const digests: Digest[] = [];
  const answers: Delivery[] = [];
  const answer = (): Delivery => answers.shift() ?? { outcome: 'delivered' };
  return {
    published,
    digests,
    answers,
    publish: async (outgoing) => {
      const delivery = answer();
      if (delivery.outcome === 'delivered')
        published.push({ ...copy(outgoing.notice), outgoing: copy(outgoing) });
      return delivery;
    },
    publishDigest: async (digest) => {
      const delivery = answer();
      if (delivery.outcome !== 'delivered') return delivery;
      digests.push(copy(digest));
      for (const page of digest.pages)
        published.push({
          ...copy(page.notice),
          outgoing: { ...copy(page), nowMs: digest.atMs },
          digest: digest.id,
        });
      return delivery;
    },
  };
};
