import type { NoticeMessage } from '../../domain/incident/notice.ts';

/** What became of a publish. An adapter says whether a retry can help. */
export type Delivery =
  | { readonly outcome: 'delivered' }
  | { readonly outcome: 'retry-later'; readonly reason: string }
  | { readonly outcome: 'refused'; readonly reason: string };

export interface NoticePublisher {
  publish(message: NoticeMessage): Promise<Delivery>;
}
