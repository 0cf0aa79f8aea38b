import type { Incident } from '../../domain/incident/incident.ts';
import type { Notice } from '../../domain/incident/notice.ts';
import type { Digest } from '../../domain/notice/digest.ts';

/** A notice on its way: what was owed, and the record it speaks of. The channel makes its texts. */
export interface Outgoing {
  readonly notice: Notice;
  readonly incident: Incident;
  /** Epoch ms: durations count until now. */
  readonly nowMs: number;
}

/** What became of a message. An adapter says whether a retry can help. */
export type Delivery =
  | { readonly outcome: 'delivered' }
  | { readonly outcome: 'retry-later'; readonly reason: string }
  | { readonly outcome: 'refused'; readonly reason: string };

export interface NoticePublisher {
  publish(outgoing: Outgoing): Promise<Delivery>;
  /** Many pages to one audience in one message. */
  publishDigest(digest: Digest): Promise<Delivery>;
}
