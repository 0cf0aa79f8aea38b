import type { NoticeKind } from '../../domain/incident/notice.ts';
import type { Scenario } from '../../domain/kernel/scenario.ts';
import type { Severity } from '../../domain/kernel/severity.ts';

/** The texts of one publish; `sms` fits one part. */
export interface NoticeTexts {
  readonly subject: string;
  readonly sms: string;
  readonly email: string;
  /** For programs: the shape of events/contracts/notice-schema.ts, serialised. */
  readonly json: string;
}

/** What goes to the topic of one audience: a text a channel, and what subscriptions are filtered by. */
export interface NoticeMessage {
  readonly id: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly audience: string;
  readonly kind: NoticeKind;
  readonly severity: Severity;
  /** Of a message about incidents of several severities: whoever subscribes to one of them gets it. */
  readonly severities?: readonly Severity[];
  readonly scenario: Scenario;
  readonly texts: NoticeTexts;
}
