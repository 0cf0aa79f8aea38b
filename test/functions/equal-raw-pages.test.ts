import { describe, expect, test } from 'vitest';
import { EQUAL_WITHIN_MS, rememberEqualPages } from '../../functions/page-undecided/equal-pages.ts';
import { published } from '../events/intake/notifications/published.ts';
import { recordOf } from '../security/sqs-record.ts';
import { NOW, pagerOf } from './raw-pager.ts';

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

  const event = (eventName: string, source: string, account = '111122223333') => ({
    ...{ 'detail-type': 'AWS API Call via CloudTrail', source, account, region: 'eu-west-1' },
    detail: { eventName, requestID: 'r-1' },
  });

  test.each([
    ['texts under one subject', 'Payments are down', 'The disk is almost full', 'ALERT'],
    [
      'states under one subject',
      { service: 'ledger', state: 'slow' },
      { service: 'ledger', state: 'down' },
      'ALERT',
    ],
    ['services', { service: 'ledger', state: 'down' }, { service: 'cart', state: 'down' }, undefined],
    ['events of one type', event('CreateUser', 'aws.iam'), event('DeleteTrail', 'aws.iam'), undefined],
    ['sources', event('Delete', 'aws.kms'), event('Delete', 'aws.rds'), undefined],
    ['accounts', event('Delete', 'aws.kms'), event('Delete', 'aws.kms', '444455556666'), undefined],
  ])('of different %s are not equal', async (_, one, other, subject) => {
    const { published: pages, take } = pagerOf();
    const recordsOf = (message: unknown) => recordOf(published(message, subject), 'unknown-shape');
    await take(recordsOf(one), recordsOf(other), recordsOf(one));
    expect(pages).toHaveLength(2);
  });

  test('of numbers and addresses alone are equal in texts too', async () => {
    const { published: pages, take } = pagerOf();
    const bounced = (who: string) => recordOf(published(`Mail to ${who} came back`, 'Bounce'), 'sns-text');
    await take(bounced('ada@example.test'), bounced('<grace@example.test>'), bounced('u-7@example.test'));
    expect(pages).toHaveLength(1);
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

  const counted = (n: number, count: number) => {
    const record = bounce(n);
    const attribute = { stringValue: String(count), dataType: 'Number' as const };
    return { ...record, messageAttributes: { ...record.messageAttributes, count: attribute } };
  };

  test('that intake has counted are not counted again', async () => {
    const { published: pages, kept, take } = pagerOf();
    await take(counted(1, 4), counted(2, 0), counted(3, 1));
    expect(pages.map(({ texts }) => JSON.parse(texts.json).count)).toEqual([4, 1]);
    expect(kept).toHaveLength(3);
  });

  test.each([
    ['counted', counted(1, 4)],
    ['not counted', bounce(2)],
    ['failed too often', recordOf(published('x'))],
  ])('that could not be kept page once, though they come again (%s)', async (_, record) => {
    const { published: pages, kept, take, keeps } = pagerOf();
    keeps(false);
    expect((await take(record)).batchItemFailures).toHaveLength(1);
    await take(record);
    keeps(true);
    expect(await take(record)).toEqual({ batchItemFailures: [] });
    expect([pages.length, kept.length]).toEqual([1, 1]);
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
