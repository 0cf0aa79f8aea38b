import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSqsQuietQueues } from '../../adapters/sqs/queue-metrics.ts';
import { keepQueuesActive } from '../../functions/sweep-due/keep-queues-active.ts';
import { type AwsStub, startAwsStub } from '../contract/aws-stub.ts';

const urls = ['https://sqs.eu-north-1.amazonaws.com/1/a', 'https://sqs.eu-north-1.amazonaws.com/1/b'];
let aws: AwsStub;
beforeAll(async () => {
  aws = await startAwsStub();
});
afterAll(() => aws.stop());

const at = async (
  clock: string,
  status = 200,
): Promise<{ readonly asked: unknown[]; readonly noted: unknown[] }> => {
  aws.requests.length = 0;
  aws.answer({ status, body: '{"Attributes":{}}' });
  const noted: unknown[] = [];
  const queues = createSqsQuietQueues(urls, { ...aws.settings, maxAttempts: 1 });
  const now = () => Date.parse(`2026-11-18T${clock}Z`);
  await keepQueuesActive(queues, { now, journal: { note: (...line) => noted.push(line) } });
  return { asked: aws.requests.map((body) => JSON.parse(body).QueueUrl).sort(), noted };
};

test('each ten minutes every queue that nobody reads is called for', async () => {
  expect((await at('03:00:12')).asked).toEqual(urls);
  expect((await at('03:50:59')).asked).toEqual(urls);
});

test('between, no call is paid for', async () => {
  expect((await at('03:01:00')).asked).toEqual([]);
  expect((await at('03:49:59')).asked).toEqual([]);
});

test('a call that fails is noted, and costs the sweep nothing', async () => {
  expect((await at('03:10:00', 403)).noted).toMatchObject([['warn', 'queues-not-kept-active', {}]]);
});
