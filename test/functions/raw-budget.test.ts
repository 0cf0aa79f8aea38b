import { expect, test } from 'vitest';
import { parseNoticeJson } from '../../events/contracts/notice-schema.ts';
import { createRawBudget } from '../../functions/page-undecided/raw-budget.ts';
import { recordOf } from '../security/sqs-record.ts';
import { NOW, pagerOf } from './raw-pager.ts';

const MINUTE = 60_000;

/** Alarms that intake could read and not record, as a table that is out leaves them. */
const alarms = (count: number, from = 0) =>
  Array.from({ length: count }, (_, n) => ({
    ...recordOf(
      JSON.stringify({
        'detail-type': 'CloudWatch Alarm State Change',
        source: 'aws.cloudwatch',
        detail: { alarmName: `cpu-${from + n}` },
      }),
    ),
    messageId: `m${from + n}`,
  }));

test('a storm that cannot be recorded is six raw pages and one digest, and each message is kept', async () => {
  const { published, kept, take } = pagerOf();
  expect(await take(...alarms(100))).toEqual({ batchItemFailures: [] });
  expect(published.map(({ id }) => id)).toEqual([
    ...['m0', 'm1', 'm2', 'm3', 'm4', 'm5'].map((id) => `undecided.${id}`),
    'undecided.m6+93',
  ]);
  expect(kept).toHaveLength(100);
});

test('a raw digest names how many and which, bounded, and keeps to the schema of notices', async () => {
  const { published, take } = pagerOf();
  await take(...alarms(120), { ...recordOf('{"cut', 'malformed-json'), messageId: 'cut' });
  const { texts, kind, audience } = published.at(-1) ?? {};
  expect([kind, audience]).toEqual(['raw', 'fallback']);
  const json = parseNoticeJson(texts?.json ?? '');
  expect(json).toMatchObject({
    reason: 'over-budget',
    title: '115 events (failed-too-often 114, malformed-json 1)',
    count: 115,
  });
  expect(json.events).toHaveLength(100);
  expect(json.events?.[0]).toEqual({
    id: 'undecided.m6',
    reason: 'failed-too-often',
    title: 'alarm cpu-6, from aws.cloudwatch',
    count: 1,
  });
  expect(texts?.email).toContain('\nand 15 more\n');
  expect(texts?.sms).toMatch(
    /^Undecided: 115 events\. alarm cpu-6, from aws\.cloudwatch; alarm cpu-7.* undecided\.m6\+114$/u,
  );
});

test('equal messages count once against the budget', async () => {
  const { published, take } = pagerOf();
  const equal = Array.from({ length: 20 }, (_, n) => ({
    ...recordOf('{"cut', 'malformed-json'),
    messageId: `e${n}`,
  }));
  await take(...equal, ...alarms(5));
  expect(published).toHaveLength(6);
});

test('one message beyond the budget pages by itself', async () => {
  const { published, take } = pagerOf();
  await take(...alarms(7));
  expect(published.map(({ id }) => id)).toEqual(alarms(7).map(({ messageId }) => `undecided.${messageId}`));
});

test('the next minute has a budget of its own', async () => {
  const { published, take, pass } = pagerOf();
  await take(...alarms(20));
  await take(...alarms(20, 20));
  expect(published).toHaveLength(8);
  pass(MINUTE);
  await take(...alarms(6, 40));
  expect(published).toHaveLength(14);
});

test('a digest that SNS refuses comes again, and every message of it', async () => {
  const { published, kept, take, answer, pass } = pagerOf();
  answer({ outcome: 'retry-later', reason: 'Throttled' });
  const records = alarms(30);
  const { batchItemFailures } = await take(...records);
  expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(
    records.map(({ messageId }) => messageId),
  );
  expect(kept).toEqual([]);
  answer({ outcome: 'delivered' });
  pass(MINUTE);
  expect(await take(...records)).toEqual({ batchItemFailures: [] });
  expect(published).toHaveLength(7);
  expect(kept).toHaveLength(30);
});

test('what could not be kept comes again without another page', async () => {
  const { published, kept, take, keeps } = pagerOf();
  keeps(false);
  const records = alarms(30);
  expect((await take(...records)).batchItemFailures).toHaveLength(30);
  expect(published).toHaveLength(7);
  keeps(true);
  await take(...records);
  expect(published).toHaveLength(7);
  expect(kept).toHaveLength(30);
});

test('compressed time has shorter minutes', () => {
  const budget = createRawBudget(60);
  const taken = Array.from({ length: 7 }, () => budget.take(NOW));
  expect(taken).toEqual([true, true, true, true, true, true, false]);
  expect(budget.take(NOW + 1_000)).toBe(true);
});
