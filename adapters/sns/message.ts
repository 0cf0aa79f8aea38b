import type { NoticeKind } from '../../domain/incident/notice.ts';

/** The texts of one publish; `sms` fits one part. */
export interface NoticeTexts {
  readonly subject: string;
  readonly sms: string;
  readonly email: string;
  /** For programs: the shape of events/contracts/notice-json.ts, serialised. */
  readonly json: string;
}

/** What goes to the topic of one audience: a text a channel, and what subscriptions are filtered by. */
export interface NoticeMessage {
  readonly id: string;
  readonly audience: string;
  readonly kind: NoticeKind;
  readonly severity: string;
  readonly scenario: string;
  readonly texts: NoticeTexts;
}
