import type { Incident } from '../../domain/incident/incident.ts';
import type { Notice } from '../../domain/incident/notice.ts';

/** What became of a publish. An adapter says whether a retry can help; the reason is literal. */
export type Delivery =
  | { readonly outcome: 'delivered' }
  | { readonly outcome: 'retry-later'; readonly reason: string }
  | { readonly outcome: 'refused'; readonly reason: string };

/** A notice as it is owed, with what its texts are made from. */
export interface OutgoingNotice {
  readonly notice: Notice;
  readonly incident: Incident;
  /** When it is sent, epoch ms: durations count up to here. */
  readonly nowMs: number;
}

/** Renders a notice for its way to people and programs, and hands it on. */
export interface NoticePublisher {
  publish(outgoing: OutgoingNotice): Promise<Delivery>;
}
