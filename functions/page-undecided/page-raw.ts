import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import type { TopicPublisher } from '../../adapters/sns/topic-publisher.ts';
import { type Outline, outlineOf } from '../../domain/signal/outline.ts';
import type { Journal } from '../../protocol/ports/journal.ts';
import type { EqualPages } from './equal-pages.ts';
import type { RawBudget } from './raw-budget.ts';
import { rawDigest } from './raw-digest.ts';
import { type RawPage, rawNotice } from './raw-notice.ts';

/** What paging raw needs. No parser and no record, since these may be what is broken. */
export interface RawPager {
  readonly topics: TopicPublisher;
  readonly journal: Journal;
  readonly equal: EqualPages;
  readonly budget: RawBudget;
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

/** Messages of one shape that have come together. */
interface Alike {
  readonly shape: string;
  readonly events: readonly Undecided[];
  /** Absent: they are held back, and kept. */
  readonly page?: RawPage;
}

/**
 * Pages undecided events to the fallback audience as they came, and keeps each with its reason (I1). Events of one shape
 * are one page with a count: those that come together, and, with the first after ten minutes, those held back before it.
 * What is beyond the budget of this minute is told at once as well, but in one digest. docs/adr/0028.
 */
export const pageRaw = async (pager: RawPager, records: readonly SQSRecord[]): Promise<SQSBatchResponse> => {
  const alike = [...Map.groupBy(records.map(undecidedOf), keyOf)].map(([shape, events]) =>
    alikeOf(pager, shape, events),
  );
  const held = alike.filter(({ page }) => page === undefined);
  const paging = alike.filter(({ page }) => page !== undefined);
  const singles = paging.filter(() => pager.budget.take(pager.now()));
  const others = paging.filter((one) => !singles.includes(one));
  const together = [...singles.map((one) => [one]), others, held];
  const failed = await Promise.all(together.map((some) => takeTogether(pager, some)));
  return { batchItemFailures: failed.flat().map((itemIdentifier) => ({ itemIdentifier })) };
};

const alikeOf = (pager: RawPager, shape: string, events: readonly Undecided[]): Alike => {
  const [first] = events;
  const count = countOf(pager, shape, events);
  if (first === undefined || count === 0) return { shape, events };
  const { record, reason, about } = first;
  return {
    ...{ shape, events },
    page: { id: `undecided.${record.messageId}`, reason, about, count, body: record.body },
  };
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

/** Pages for all of these by one message, then keeps them. Answers the ids of the messages that failed. */
const takeTogether = async (pager: RawPager, some: readonly Alike[]): Promise<readonly string[]> => {
  const events = some.flatMap((one) => one.events);
  const fail = (failing: readonly Undecided[], error: unknown): readonly string[] =>
    failing.map(({ record: { messageId } }) => {
      const why = error instanceof Error ? error.name : 'unknown';
      pager.journal.note('error', 'raw-page-failed', { messageId, why });
      return messageId;
    });
  try {
    await publish(pager, some);
  } catch (error) {
    return fail(events, error);
  }
  const isPaged = some.some(({ page }) => page !== undefined);
  const kept = await Promise.allSettled(events.map((event) => keepOne(pager, event, isPaged)));
  return kept.flatMap((one, n) =>
    one.status === 'rejected' ? fail(events.slice(n, n + 1), one.reason) : [],
  );
};

const publish = async (pager: RawPager, some: readonly Alike[]): Promise<void> => {
  const [first, ...others] = some.flatMap(({ page }) => page ?? []);
  if (first === undefined) return;
  const nowMs = pager.now();
  const message = others.length === 0 ? rawNotice(first, nowMs) : rawDigest([first, ...others], nowMs);
  const delivery = await pager.topics.publish(message);
  if (delivery.outcome !== 'delivered') throw new RawPageError(delivery.reason);
  for (const { shape } of some) pager.equal.paged(shape, pager.now());
};

const keepOne = async (
  { journal, keep }: RawPager,
  { record, reason }: Undecided,
  isPaged: boolean,
): Promise<void> => {
  const { messageId, body } = record;
  journal.note('warn', isPaged ? 'paged-raw' : 'raw-page-held-back', { messageId, why: reason });
  await keep({ body, reason });
};
