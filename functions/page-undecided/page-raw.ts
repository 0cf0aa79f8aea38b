import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import type { TopicPublisher } from '../../adapters/sns/topic-publisher.ts';
import { type Outline, outlineOf } from '../../domain/signal/outline.ts';
import type { Journal } from '../../protocol/ports/journal.ts';
import type { EqualPages } from './equal-pages.ts';
import { rawNotice } from './raw-notice.ts';

/** What paging raw needs. No parser and no record, since these may be what is broken. */
export interface RawPager {
  readonly topics: TopicPublisher;
  readonly journal: Journal;
  readonly equal: EqualPages;
  /** Keeps the message, whole, for people to look at and to send again. */
  readonly keep: (message: { readonly body: string; readonly reason: string }) => Promise<void>;
  readonly now: () => number;
}

/** The topic refused the message, or cannot take it now. */
class RawPageError extends Error {
  override readonly name = 'RawPageError';
}

/** It may be any alarm, which intake could read and not record: each pages, however alike they look. */
const FAILED = 'failed-too-often';

interface Undecided {
  readonly record: SQSRecord;
  readonly reason: string;
  readonly about: Outline;
  /** How many equal messages it stands for, where intake has counted them; 0: it has paged for this one. */
  readonly counted: number | undefined;
}

const countedIn = ({ messageAttributes }: SQSRecord): number | undefined => {
  const count = Number(messageAttributes['count']?.stringValue ?? Number.NaN);
  return Number.isSafeInteger(count) && count >= 0 ? count : undefined;
};

const undecidedOf = (record: SQSRecord): Undecided => ({
  record,
  reason: record.messageAttributes['reason']?.stringValue ?? FAILED,
  about: outlineOf(record.body),
  counted: countedIn(record),
});

const keyOf = ({ record, reason, about, counted }: Undecided): string =>
  `${reason}|${reason === FAILED || counted !== undefined ? record.messageId : about.shape}`;

/**
 * Pages undecided events to the fallback audience as they came, and keeps each with its reason (I1). Events of one shape
 * are one page with a count: those that come together, and, with the first after ten minutes, those held back before it.
 */
export const pageRaw = async (pager: RawPager, records: readonly SQSRecord[]): Promise<SQSBatchResponse> => {
  const failed: string[] = [];
  const alike = Map.groupBy(records.map(undecidedOf), keyOf);
  for (const [shape, events] of alike) {
    try {
      await takeAlike(pager, shape, events);
    } catch (error) {
      failed.push(...events.map(({ record }) => record.messageId));
      const why = error instanceof Error ? error.name : 'unknown';
      for (const { record } of events)
        pager.journal.note('error', 'raw-page-failed', { messageId: record.messageId, why });
    }
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
};

/**
 * How many the first of these pages for; 0 where it is held back. What intake has counted is not counted again, and pages
 * once, though it comes again since it could not be kept.
 */
const countOf = ({ equal, now }: RawPager, shape: string, events: readonly Undecided[]): number => {
  const counted = events[0]?.counted;
  if (counted === 0) return 0;
  const verdict = equal.look(shape, events.length, now());
  if (verdict.kind === 'hold') return 0;
  return counted ?? events.length + verdict.earlier;
};

const takeAlike = async (pager: RawPager, shape: string, events: readonly Undecided[]): Promise<void> => {
  const [first] = events;
  if (first === undefined) return;
  const { record, reason, about } = first;
  const count = countOf(pager, shape, events);
  if (count > 0) {
    const page = { id: `undecided.${record.messageId}`, reason, about, count, body: record.body };
    const delivery = await pager.topics.publish(rawNotice(page, pager.now()));
    if (delivery.outcome !== 'delivered') throw new RawPageError(delivery.reason);
    pager.equal.paged(shape, pager.now());
  }
  for (const event of events) {
    const messageId = event.record.messageId;
    pager.journal.note('warn', count > 0 ? 'paged-raw' : 'raw-page-held-back', { messageId, why: reason });
    await pager.keep({ body: event.record.body, reason });
  }
};
