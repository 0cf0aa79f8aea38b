import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';
import type { NoticeMessage } from '../../adapters/sns/message.ts';
import { outlineOf } from '../../domain/signal/outline.ts';
import { parseNoticeJson } from '../../events/contracts/notice-schema.ts';
import { rawNotice } from '../../functions/page-undecided/raw-notice.ts';
import { published } from '../events/intake/notifications/published.ts';
import { recordOf } from '../security/sqs-record.ts';
import { pagerOf } from './raw-pager.ts';

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

test('an SMS in another script has room for the title: it shows only the beginning of the id', () => {
  const body = published('本番環境の支払いサービスが応答していません。至急確認してください。');
  const id = 'undecided.5f7e0c2a-9b1d-4c3e-8f60-71a2b3c4d5e6';
  const { texts } = rawNotice({ id, reason: 'sns-text', about: outlineOf(body), count: 1, body }, 0);
  expect(texts.sms).toBe(
    'Undecided event: 本番環境の支払いサービスが応答していません。至急確認してください。, on shop.. 5f7e0c2a',
  );
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
