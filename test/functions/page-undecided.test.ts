import { build } from 'esbuild';
import { expect, test } from 'vitest';
import type { NoticeMessage } from '../../adapters/sns/message.ts';
import { parseNoticeJson } from '../../events/contracts/notice-schema.ts';
import { pageRaw } from '../../functions/page-undecided/page-raw.ts';
import { recordOf } from '../security/sqs-record.ts';

const NOW = Date.UTC(2026, 10, 18, 3, 0, 0);

const pageOf = async (body: string, reason?: string): Promise<NoticeMessage> => {
  const published: NoticeMessage[] = [];
  const pager = {
    topics: {
      publish: async (message: NoticeMessage) => {
        published.push(message);
        return { outcome: 'delivered' as const };
      },
    },
    journal: { note: () => undefined },
    keep: async () => undefined,
    now: () => NOW,
  };
  const answer = await pageRaw(pager, [{ ...recordOf(body, reason), messageId: 'b5c1' }]);
  expect(answer).toEqual({ batchItemFailures: [] });
  const [message] = published;
  if (message === undefined) throw new Error('nothing was paged');
  return message;
};

test('what could not be decided on is paged as it came, word for word', async () => {
  expect(await pageOf('{"cut', 'malformed-json')).toEqual({
    id: 'undecided.b5c1',
    at: '2026-11-18T03:00:00.000Z',
    ...{ audience: 'fallback', kind: 'raw', severity: 'SEV3', scenario: 'generic' },
    texts: {
      subject: '[undecided] malformed-json',
      sms: 'Undecided event: malformed-json undecided.b5c1',
      email:
        'An event could not be decided on (malformed-json). Look at it: nothing else will.\n\nNotice: undecided.b5c1\n\n{"cut\n',
      json: '{"version":"1","id":"undecided.b5c1","at":"2026-11-18T03:00:00.000Z","audience":"fallback","kind":"raw","severity":"SEV3","scenario":"generic","reason":"malformed-json","event":"{\\"cut"}',
    },
  });
});

test('a raw page keeps to the schema of notices, even where it is cut', async () => {
  const { texts } = await pageOf(`${'x'.repeat(19_999)}🚨`);
  expect(parseNoticeJson(texts.json)).toMatchObject({ kind: 'raw', reason: 'failed-too-often' });
  expect(JSON.parse(texts.json).event.isWellFormed()).toBe(true);
  expect(texts.email).toContain('(cut at 20000 characters)');
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
