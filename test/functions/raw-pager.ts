import type { SQSRecord } from 'aws-lambda';
import type { NoticeMessage } from '../../adapters/sns/message.ts';
import { EQUAL_WITHIN_MS, rememberEqualPages } from '../../functions/page-undecided/equal-pages.ts';
import { pageRaw } from '../../functions/page-undecided/page-raw.ts';
import { createRawBudget } from '../../functions/page-undecided/raw-budget.ts';
import type { Delivery } from '../../protocol/ports/channel.ts';

export const NOW = Date.UTC(2026, 10, 18, 3, 0, 0);

/** A pager whose clock the test pushes, and what it published and kept. */
export const pagerOf = () => {
  const published: NoticeMessage[] = [];
  const kept: string[] = [];
  let outcome: Delivery = { outcome: 'delivered' };
  let nowMs = NOW;
  let canKeep = true;
  const pager = {
    topics: {
      publish: async (message: NoticeMessage) => {
        if (outcome.outcome === 'delivered') published.push(message);
        return outcome;
      },
    },
    journal: { note: () => undefined },
    equal: rememberEqualPages(EQUAL_WITHIN_MS),
    budget: createRawBudget(1),
    keep: async ({ body }: { readonly body: string }) => {
      if (!canKeep) throw new Error('the queue is not there');
      kept.push(body);
    },
    now: () => nowMs,
  };
  return {
    published,
    kept,
    take: (...records: SQSRecord[]) => pageRaw(pager, records),
    answer: (next: Delivery) => {
      outcome = next;
    },
    /** Whether messages can be kept from now on. */
    keeps: (next: boolean) => {
      canKeep = next;
    },
    pass: (ms: number) => {
      nowMs += ms;
    },
  };
};
