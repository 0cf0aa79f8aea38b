import type { SQSRecord } from 'aws-lambda';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';
import type { NoticeMessage } from '../../adapters/sns/message.ts';
import { parseNoticeJson } from '../../events/contracts/notice-schema.ts';
import { EQUAL_WITHIN_MS, rememberEqualPages } from '../../functions/page-undecided/equal-pages.ts';
import { pageRaw } from '../../functions/page-undecided/page-raw.ts';
import type { Delivery } from '../../protocol/ports/channel.ts';
import { published } from '../events/intake/notifications/published.ts';
import { recordOf } from '../security/sqs-record.ts';

const NOW = Date.UTC(2026, 10, 18, 3, 0, 0);

/** A pager whose clock the test pushes, and what it published and kept. */
const pagerOf = () => {
  const published: NoticeMessage[] = [];
  const kept: string[] = [];
  let outcome: Delivery = { outcome: 'delivered' };
  let nowMs = NOW;
  const pager = {
    topics: {
      publish: async (message: NoticeMessage) => {
        if (outcome.outcome === 'delivered') published.push(message);
        return outcome;
      },
    },
    journal: { note: () => undefined },
    equal: rememberEqualPages(EQUAL_WITHIN_MS),
    keep: async ({ body }: { readonly body: string }) => {
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
    pass: (ms: number) => {
      nowMs += ms;
    },
  };
};

const pageOf = async (body: string, reason?: string): Promise<NoticeMessage> => {
  const { published, take } = pagerOf();
  const answer = await take({ ...recordOf(body, reason), messageId: 'b5c1' });
  expect(answer).toEqual({ batchItemFailures: [] });
  const [message] = published;
  if (message === undefined) throw new Error('nothing was paged');
  return message;
};

test('what could not be decided on is paged as it came, word for word', async () => {
  const { texts, ...rest } = await pageOf('{"cut', 'malformed-json');
  expect(rest).toEqual({
    id: 'undecided.b5c1',
    at: '2026-11-18T03:00:00.000Z',
    ...{ audience: 'fallback', kind: 'raw', severity: 'SEV3', scenario: 'generic' },
  });
  expect(texts.subject).toBe('[undecided] {"cut (malformed-json)');
  expect(texts.sms).toBe('Undecided event: {"cut (malformed-json) undecided.b5c1');
  expect(texts.email).toMatch(
    /^An event could not be decided on \(malformed-json\)\. Look at it: nothing else will\./,
  );
  expect(texts.email).toContain('\n\n{"cut\n');
  expect(JSON.parse(texts.json)).toEqual({
    version: '1',
    ...{ id: 'undecided.b5c1', at: '2026-11-18T03:00:00.000Z', audience: 'fallback', kind: 'raw' },
    ...{ severity: 'SEV3', scenario: 'generic', reason: 'malformed-json', title: '{"cut', count: 1 },
    event: '{"cut',
  });
});

test('a raw page keeps to the schema of notices, even where it is cut', async () => {
  const { texts } = await pageOf(`${'x'.repeat(19_999)}🚨`);
  expect(parseNoticeJson(texts.json)).toMatchObject({ kind: 'raw', reason: 'failed-too-often', count: 1 });
  expect(JSON.parse(texts.json).event.isWellFormed()).toBe(true);
  expect(texts.email).toContain('(cut at 20000 characters)');
});

describe('the SMS of a raw page says what it is about', () => {
  test.each([
    [
      'the subject and the topic',
      published('Your budget has exceeded 80 %.', 'AWS Budgets: monthly has exceeded'),
      'AWS Budgets: monthly has exceeded, on shop-alarms',
    ],
    [
      'the event type, its source and the topic',
      published({ 'detail-type': 'Glue Job State Change', source: 'aws.glue', detail: {} }),
      'Glue Job State Change, from aws.glue, on shop-alarms',
    ],
    [
      'what tells its type',
      published({ notificationType: 'Bounce', mail: {} }),
      'notificationType Bounce, on shop-alarms',
    ],
    ['the names of its fields', published({ jobId: 7, host: 'a' }), 'JSON with jobId, host, on shop-alarms'],
    [
      'its first words',
      published('The site is slow,\nplease look'),
      'The site is slow, please look, on shop-alarms',
    ],
    [
      'an event of EventBridge',
      '{"detail-type":"Volcano Eruption","source":"aws.volcano"}',
      'Volcano Eruption, from aws.volcano',
    ],
  ])('%s', async (_, body, about) => {
    const { texts } = await pageOf(body, 'unknown-shape');
    expect(texts.sms).toContain(`Undecided event: ${about}`);
    expect(texts.sms).toMatch(/ undecided\.b5c1$/);
    expect(texts.email).toContain(`About: ${about}`);
  });
});

describe('equal raw pages', () => {
  const bounce = (n: number) =>
    recordOf(
      published({
        notificationType: 'Bounce',
        bounce: { feedbackId: `f${n}` },
        mail: { messageId: `m${n}` },
      }),
      'unknown-shape',
    );
  const bounces = (count: number) => Array.from({ length: count }, (_, n) => bounce(n));

  test('that come together are one with their number, and each is kept', async () => {
    const { published: pages, kept, take } = pagerOf();
    await take(...bounces(10));
    expect(pages.map(({ texts }) => texts.sms.slice(0, 45))).toEqual([
      'Undecided event: 10x notificationType Bounce,',
    ]);
    expect(JSON.parse(pages[0]?.texts.json ?? '')).toMatchObject({ count: 10 });
    expect(kept).toHaveLength(10);
  });

  test('within ten minutes are held back; the first one after them counts them', async () => {
    const { published: pages, kept, take, pass } = pagerOf();
    for (const record of bounces(10)) {
      await take(record);
      pass(1_000);
    }
    expect(pages).toHaveLength(1);
    expect(kept).toHaveLength(10);
    pass(EQUAL_WITHIN_MS);
    await take(bounce(11));
    expect(pages.map(({ texts }) => JSON.parse(texts.json).count)).toEqual([1, 10]);
  });

  test('of another shape, topic or reason page by themselves', async () => {
    const { published: pages, take } = pagerOf();
    const complaint = published({ notificationType: 'Complaint', bounce: {}, mail: {} });
    const elsewhere = published({ notificationType: 'Bounce', bounce: {}, mail: {} }, undefined, {
      TopicArn: 'arn:aws:sns:eu-west-1:111122223333:other',
    });
    await take(bounce(1), recordOf(complaint, 'unknown-shape'), recordOf(elsewhere, 'unknown-shape'));
    await take(recordOf(bounce(2).body, 'malformed-json'));
    expect(pages).toHaveLength(4);
  });

  test('of numbers alone are equal, others are not', async () => {
    const { published: pages, take } = pagerOf();
    const budget = (text: string) => recordOf(published('x', text), 'sns-text');
    await take(
      budget('Budget team-7 is at 80 %'),
      budget('Budget team-8 is at 95 %'),
      budget('Backup failed'),
    );
    expect(pages).toHaveLength(2);
  });

  test('are never alarms of different names, nor what intake could read and not record', async () => {
    const { published: pages, take } = pagerOf();
    const alarm = (name: string) =>
      recordOf(published({ AlarmName: name, NewStateValue: 'ALARM' }), 'unknown-state');
    await take(alarm('web-1'), alarm('web-2'), alarm('web-2'));
    expect(pages.map(({ texts }) => texts.subject)).toEqual([
      '[undecided] alarm web-1 (unknown-state)',
      '[undecided] 2x alarm web-2 (unknown-state)',
    ]);
    const failed = () => recordOf(published({ AlarmName: 'web-3', NewStateValue: 'ALARM' }));
    await take(failed(), failed());
    expect(pages).toHaveLength(4);
  });

  test('that could not be sent are all tried again, and hold nothing back', async () => {
    const { published: pages, take, answer } = pagerOf();
    answer({ outcome: 'retry-later', reason: 'throttled' });
    const records = bounces(3);
    expect((await take(...records)).batchItemFailures).toHaveLength(3);
    answer({ outcome: 'delivered' });
    expect(await take(...records)).toEqual({ batchItemFailures: [] });
    expect(pages).toHaveLength(1);
  });

  test('are remembered for a bounded number of shapes', () => {
    const equal = rememberEqualPages(EQUAL_WITHIN_MS);
    for (let n = 0; n <= 500; n++) equal.paged(`shape ${n}`, NOW);
    expect(equal.look('shape 0', 1, NOW)).toEqual({ kind: 'page', earlier: 0 });
    expect(equal.look('shape 1', 1, NOW)).toEqual({ kind: 'hold' });
  });
});

test('the function holds no parser, no schema and no DynamoDB: they may be what is broken', async () => {
  const { metafile } = await build({
    entryPoints: ['functions/page-undecided.ts'],
    ...{ bundle: true, write: false, metafile: true, format: 'esm', platform: 'node', logLevel: 'silent' },
  });
  const used = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs));
  expect(used).toContain('adapters/sns/topic-publisher.ts');
  expect(used.filter((path) => /^events\/|\/zod\/|dynamodb|render-notice/.test(path))).toEqual([]);
});
