import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import type { NoticeMessage } from '../../adapters/sns/message.ts';
import { smsText } from '../../adapters/sns/sms-text.ts';
import type { TopicPublisher } from '../../adapters/sns/topic-publisher.ts';
import { FALLBACK } from '../../domain/kernel/audiences.ts';
import type { NoticeJson } from '../../events/contracts/notice-schema.ts';
import type { Journal } from '../../protocol/ports/journal.ts';

/** What paging raw needs. No parser and no record, since these may be what is broken. */
export interface RawPager {
  readonly topics: TopicPublisher;
  readonly journal: Journal;
  /** Keeps the message, whole, for people to look at and to send again. */
  readonly keep: (message: { readonly body: string; readonly reason: string }) => Promise<void>;
  readonly now: () => number;
}

/** Characters of the event that the mail shows; the kept message is whole. */
const SHOWN = 20_000;

/** Pages undecided events to the fallback audience as they came, and keeps them with their reason (I1). */
export const pageRaw = async (pager: RawPager, records: readonly SQSRecord[]): Promise<SQSBatchResponse> => {
  const failed: string[] = [];
  for (const record of records) {
    try {
      await pageOne(pager, record);
    } catch (error) {
      failed.push(record.messageId);
      const why = error instanceof Error ? error.name : 'unknown';
      pager.journal.note('error', 'raw-page-failed', { messageId: record.messageId, why });
    }
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
};

/** The topic refused the message, or cannot take it now. */
class RawPageError extends Error {
  override readonly name = 'RawPageError';
}

const pageOne = async ({ topics, journal, keep, now }: RawPager, record: SQSRecord): Promise<void> => {
  const reason = record.messageAttributes['reason']?.stringValue ?? 'failed-too-often';
  const delivery = await topics.publish(rawNotice(record, reason, now()));
  if (delivery.outcome !== 'delivered') throw new RawPageError(delivery.reason);
  journal.note('warn', 'paged-raw', { messageId: record.messageId, why: reason });
  await keep({ body: record.body, reason });
};

const rawNotice = ({ messageId, body }: SQSRecord, reason: string, nowMs: number): NoticeMessage => {
  const id = `undecided.${messageId}`;
  const shown = body.slice(0, SHOWN).toWellFormed();
  const headline = `An event could not be decided on (${reason}). Look at it: nothing else will.`;
  const what = {
    id,
    at: new Date(nowMs).toISOString(),
    audience: FALLBACK,
    kind: 'raw',
    severity: 'SEV3',
    scenario: 'generic',
  } as const;
  const json = { version: '1', ...what, reason, event: shown } as const satisfies NoticeJson;
  return {
    ...what,
    texts: {
      subject: `[undecided] ${reason}`,
      sms: smsText({ before: 'Undecided event: ', title: reason, after: ` ${id}`, shortAfter: ` ${id}` }),
      email: [
        headline,
        '',
        `Notice: ${id}`,
        '',
        shown,
        body.length > SHOWN ? `(cut at ${SHOWN} characters)` : '',
      ].join('\n'),
      json: JSON.stringify(json),
    },
  };
};
