import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { createLogErrorsLooker } from '../../../adapters/cloudwatch-logs/log-errors.ts';
import { redactText } from '../../../adapters/powertools/redact.ts';
import { asked, awsError } from '../../contract/asked.ts';
import { MINUTE, T0 } from '../../contract/sample-records.ts';

const client = mockClient(CloudWatchLogsClient);
const look = createLogErrorsLooker(new CloudWatchLogsClient({}), redactText);
beforeEach(() => client.reset());

const lines = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ timestamp: T0 + n, message: `ERROR ${n}` }));

const seenOf = async () => {
  const [seen] = await look(asked<'log-errors'>(['/shop']));
  if (seen === undefined || 'error' in seen) throw new Error('nothing was seen');
  return seen.facts;
};

test('errors are asked for from five minutes before onset until now, ten minutes after it at most', async () => {
  client.on(FilterLogEventsCommand).resolves({});
  await seenOf();
  await look({ ...asked<'log-errors'>(['/shop']), nowMs: T0 + 60 * MINUTE });
  const ranges = client
    .commandCalls(FilterLogEventsCommand)
    .map(({ args }) => [Number(args[0].input.startTime) - T0, Number(args[0].input.endTime) - T0]);
  expect(ranges).toEqual([
    [-5 * MINUTE, 3 * MINUTE],
    [-5 * MINUTE, 10 * MINUTE],
  ]);
});

test('a page may be empty while there is more', async () => {
  client
    .on(FilterLogEventsCommand)
    .resolvesOnce({ events: [], nextToken: 'a' })
    .resolvesOnce({ nextToken: 'b' })
    .resolves({ events: lines(2) });
  expect(await seenOf()).toMatchObject({ lines: [{ text: 'ERROR 0' }, { text: 'ERROR 1' }], hasMore: false });
});

test('three pages are asked for, and twenty lines told', async () => {
  client.on(FilterLogEventsCommand).resolves({ events: lines(1), nextToken: 'more' });
  expect(await seenOf()).toMatchObject({ hasMore: true });
  expect(client.calls()).toHaveLength(3);
  client.reset();
  client.on(FilterLogEventsCommand).resolves({ events: lines(25) });
  const { lines: told, hasMore } = await seenOf();
  expect([told.length, hasMore]).toEqual([20, true]);
});

test('half an answer is a line without a time or a text', async () => {
  client.on(FilterLogEventsCommand).resolves({ events: [{}, { message: 'ERROR' }, { timestamp: T0 }] });
  expect(await seenOf()).toMatchObject({
    lines: [
      { atMs: 0, text: '' },
      { atMs: 0, text: 'ERROR' },
      { atMs: T0, text: '' },
    ],
  });
});

test('secrets and numbers are taken out of every line (I10)', async () => {
  const message =
    'ERROR password=hunter2-hunter2 for ana@secrets.test, call +15555550101, key AKIAIOSFODNN7EXAMPLE';
  client.on(FilterLogEventsCommand).resolves({ events: [{ timestamp: T0, message }] });
  const [line] = (await seenOf()).lines;
  expect(line?.text).toMatch(/^ERROR /);
  expect(line?.text).not.toMatch(/hunter2|secrets\.test|5555550101|AKIAIOSFODNN7EXAMPLE/);
});

test('a group that is refused is told beside one that is not', async () => {
  client.on(FilterLogEventsCommand).resolves({});
  client.on(FilterLogEventsCommand, { logGroupName: '/gone' }).rejects(awsError('ResourceNotFoundException'));
  const seen = await look(asked<'log-errors'>(['/shop', '/gone']));
  expect(seen.map((one) => 'error' in one)).toEqual([false, true]);
});
