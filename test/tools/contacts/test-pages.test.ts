import { PublishCommand } from '@aws-sdk/client-sns';
import { BatchGetCommand, BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, expect, test } from 'vitest';
import {
  answerAsEmptyStack,
  fallbackIsReached,
  prefix,
  report,
  sns,
  subscribed,
  table,
} from './answers-of-aws.ts';

beforeEach(answerAsEmptyStack);

const primary = '    - email: ada@acme.io';

test('a test page is published and kept as the last one of its audience', async () => {
  fallbackIsReached();
  subscribed('primary', ['email', 'ada@acme.io']);
  const { text, exitCode } = await report(primary, { test: 'primary' });
  const published = sns.commandCalls(PublishCommand)[0]?.args[0].input;
  const [put] = table.commandCalls(BatchWriteCommand)[0]?.args[0].input.RequestItems?.['tocsin-prod'] ?? [];
  const kept = put?.PutRequest?.Item ?? {};
  expect(published).toMatchObject({ TopicArn: `${prefix}primary`, Subject: '[TEST] Test page for primary' });
  expect(kept).toMatchObject({ pk: 'TESTPAGE#primary', audience: 'primary', severity: 'SEV1' });
  expect(text).toContain(`Sent ${kept['id']}. Whoever receives it says so`);
  expect(exitCode).toBe(0);
});

test.each([
  ['primry', 'known are primary'],
  ['secondary', 'has no contact'],
])('a test page to %s is refused and goes nowhere', async (audience, words) => {
  await expect(report(primary, { test: audience })).rejects.toThrow(words);
  expect(sns.commandCalls(PublishCommand)).toEqual([]);
});

test('an audience that was tested a moment ago is not woken again', async () => {
  const page = {
    audience: 'primary',
    id: 'primary-1',
    severity: 'SEV1',
    by: 'x',
    atMs: Date.now(),
    arrivals: {},
  };
  table.on(BatchGetCommand).resolves({ Responses: { 'tocsin-prod': [page] } });
  await expect(report(primary, { test: 'primary' })).rejects.toThrow(
    'less than a minute ago: wait for a minute',
  );
  expect(sns.commandCalls(PublishCommand)).toEqual([]);
});

test('the report says when an audience was last tested, and who said that it arrived', async () => {
  fallbackIsReached();
  subscribed('primary', ['email', 'ada@acme.io']);
  const page = {
    audience: 'primary',
    id: 'primary-1',
    severity: 'SEV1',
    by: 'x',
    atMs: Date.UTC(2026, 10, 18, 3),
  };
  const answer = (arrivals: object) =>
    table.on(BatchGetCommand).resolves({ Responses: { 'tocsin-prod': [{ ...page, arrivals }] } });
  answer({ maya: 1, bot: 2 });
  expect((await report(primary)).text).toContain('last test page 2026-11-18 03:00 UTC; arrived: maya, bot');
  answer({});
  expect((await report(primary)).text).toContain('03:00 UTC; nobody has said that it arrived');
});
