import { execFile } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createSqsUndecidedQueue } from '../../adapters/sqs/undecided-queue.ts';
import { moveMessages } from '../../tools/move-messages.ts';
import { parseResendCommand } from '../../tools/resend-command.ts';
import { takeInAgain } from '../../tools/take-in-again.ts';
import { type AwsStub, startAwsStub } from '../contract/aws-stub.ts';
import { startQueueHost } from '../contract/embedded-queues.ts';

let aws: AwsStub;
beforeAll(async () => {
  aws = await startAwsStub();
});
beforeEach(() => {
  aws.requests.length = 0;
});
afterAll(() => aws.stop());

const answer = (body: object, status = 200) => ({ status, body: JSON.stringify(body) });
const url = answer({ QueueUrl: 'http://sqs/1/q' });
const arn = (name: string) => answer({ Attributes: { QueueArn: `arn:aws:sqs:eu-north-1:1:${name}` } });
const task = (Status: string, more = {}) =>
  answer({ Results: [{ Status, ApproximateNumberOfMessagesMoved: 7, ...more }] });

const move = async (...answers: ReturnType<typeof answer>[]): Promise<number> => {
  aws.answer(...answers);
  const client = new SQSClient({ ...aws.settings, maxAttempts: 1 });
  const command = parseResendCommand(['--stage', 'prod', '--queue', 'undecided-dead', '--to', 'intake']);
  expect(command.kind).toBe('dead-letters');
  return moveMessages(client, command, 1);
};
const begun = [url, arn('dead'), url, arn('intake'), answer({ TaskHandle: 't' })];

test('everything is moved by one task of SQS, which is waited for', async () => {
  expect(await move(...begun, task('RUNNING'), task('RUNNING'), task('COMPLETED'))).toBe(7);
  const asked = aws.requests.map((body) => JSON.parse(body));
  expect(asked[0]).toEqual({ QueueName: 'tocsin-prod-undecided-dead' });
  expect(asked[2]).toEqual({ QueueName: 'tocsin-prod-intake' });
  expect(asked[4]).toEqual({
    SourceArn: 'arn:aws:sqs:eu-north-1:1:dead',
    DestinationArn: 'arn:aws:sqs:eu-north-1:1:intake',
  });
  expect(asked).toHaveLength(8);
});

test('a task that fails says how far it came, and why', async () => {
  await expect(move(...begun, task('FAILED', { FailureReason: 'AccessDenied' }))).rejects.toThrow(
    'moving tocsin-prod-undecided-dead ended as FAILED: 7 were moved, the rest waits there (AccessDenied)',
  );
});

test('without --to, messages go back to where they came from', () => {
  expect(parseResendCommand(['--stage', 'prod', '--queue', 'timers-dead'])).toEqual({
    kind: 'dead-letters',
    from: 'tocsin-prod-timers-dead',
  });
});

test('what was paged raw goes to the queue of events, whole, and what comes meanwhile stays', async () => {
  const host = await startQueueHost();
  try {
    const command = parseResendCommand(['--stage', 'x', '--queue', 'undecided']);
    if (command.kind !== 'kept') throw new Error('undecided is a queue of dead letters');
    const [kept] = await Promise.all([host.newQueue('tocsin-x-undecided'), host.newQueue('tocsin-x-intake')]);
    const client = new SQSClient(host.settings);
    const send = (body: string) => createSqsUndecidedQueue(kept, host.settings).keep(body, 'malformed-json');
    const bodies = Array.from({ length: 23 }, (_, n) => `{"n":${n}}`);
    for (const body of bodies) await send(body);
    await delay(2);
    const begunMs = Date.now();
    await delay(2);
    await send('later');
    expect(await takeInAgain(client, command, begunMs)).toBe(23);
    const taken = (await host.messagesOf('tocsin-x-intake')).map(({ body }) => body);
    expect(taken.sort()).toEqual(bodies.sort());
    client.destroy();
  } finally {
    await host.stop();
  }
});

test('a batch of newer messages does not end it: older ones may come after, and newer ones again', async () => {
  const message = (id: string, sentMs: number) => ({
    ...{ MessageId: id, Body: id, ReceiptHandle: id, Attributes: { SentTimestamp: String(sentMs) } },
  });
  const newer = answer({ Messages: [message('newer-1', 200), message('newer-2', 201)] });
  const sent = answer({ MessageId: 'x', MD5OfMessageBody: '' });
  aws.answer(
    url,
    url,
    newer,
    answer({ Messages: [message('older', 50), message('newer-1', 200)] }),
    sent,
    answer({}),
    newer,
  );
  const client = new SQSClient({ ...aws.settings, maxAttempts: 1, md5: false });
  expect(await takeInAgain(client, { from: 'kept', to: 'intake' }, 100)).toBe(1);
  const sentOn = aws.requests.flatMap((body) => JSON.parse(body).MessageBody ?? []);
  expect(sentOn).toEqual(['older']);
  client.destroy();
});

test.each([
  [['--queue', 'timers-dead'], '--stage is missing'],
  [
    ['--stage', 'prod'],
    '--queue is missing: give one of intake-dead, undecided-dead, timers-dead, undecided',
  ],
  [['--stage', 'prod', '--queue', 'timer-dead'], 'did you mean timers-dead?'],
  [['--stage', 'prod', '--queue', 'undelivered'], '--queue is "undelivered", none of'],
  [['--stage', 'prod', '--queue', 'intake-dead', '--to', 'elsewhere'], 'write intake, or leave it out'],
  [['--stage', 'prod', '--queue', 'timers-dead', '--to', 'intake'], 'timers, which are no events'],
  [['--stage', 'prod', '--all'], "Unknown option '--all'"],
])('%j is refused with the remedy', (argv, reason) => {
  expect(() => parseResendCommand(argv)).toThrow(reason);
});

test('a queue that is not there ends with exit code 1 and says what to give', async () => {
  aws.answer(answer({ __type: 'com.amazonaws.sqs#QueueDoesNotExist', message: 'no' }, 400));
  const tool = fileURLToPath(new URL('../../tools/resend-dead-letters.ts', import.meta.url));
  const env = {
    PATH: process.env['PATH'],
    ...{ AWS_ENDPOINT_URL_SQS: aws.settings.endpoint, AWS_REGION: 'eu-north-1' },
    ...{ AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' },
  };
  const said = await new Promise<{ code: unknown; err: string }>((done) => {
    execFile(
      process.execPath,
      [tool, '--stage', 'prod', '--queue', 'timers-dead'],
      { env },
      (error, _, err) => done({ code: error?.code, err }),
    );
  });
  expect(said).toEqual({
    code: 1,
    err: 'there is no such queue in this account and region: look at the names that you gave, AWS_PROFILE and AWS_REGION\n',
  });
});
