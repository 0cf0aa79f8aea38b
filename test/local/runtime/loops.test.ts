import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, expect, test } from 'vitest';
import type { Host } from '../../../local/host/host.ts';
import { makeClients } from '../../../local/kernel/clients.ts';
import { makePackage, removeFolders } from '../fixture/package.ts';
import { listNotices, noticeOf, runFixture, stopHosts, until } from '../fixture/running-host.ts';
import type { fixtureTemplate } from '../fixture/template.ts';

afterEach(async () => {
  await stopHosts();
  removeFolders();
});

/** The fixture with a function that sends its messages to its own queue again, 20 rounds. */
const withLoop = (loop: object) => (template: ReturnType<typeof fixtureTemplate>) => {
  const { Intake, IntakeSource, IntakeQueue } = template.Resources;
  const { Environment, Code } = Intake.Properties;
  const [{ Variables }, { S3Bucket }] = [Environment, Code];
  return {
    ...template,
    Resources: {
      ...template.Resources,
      LoopQueue: {
        ...IntakeQueue,
        Properties: {
          QueueName: 'fixture-test-loop',
          VisibilityTimeout: 2,
          RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['DeadQueue', 'Arn'] }, maxReceiveCount: 1 },
        },
      },
      Loop: {
        ...Intake,
        Properties: {
          ...Intake.Properties,
          Code: { S3Bucket, S3Key: 'serverless/fixture/test/1/loop.zip' },
          Handler: 'functions/loop.handler',
          FunctionName: 'fixture-test-loop',
          Environment: { Variables: { ...Variables, LOOP_QUEUE_URL: { Ref: 'LoopQueue' } } },
          ...loop,
        },
      },
      LoopSource: {
        ...IntakeSource,
        Properties: {
          BatchSize: 1,
          EventSourceArn: { 'Fn::GetAtt': ['LoopQueue', 'Arn'] },
          FunctionName: { 'Fn::GetAtt': ['Loop', 'Arn'] },
        },
      },
    },
  };
};

const begin = async (loop: object): Promise<{ readonly host: Host; deadLetter(): Promise<string> }> => {
  const host = await runFixture({ packageDir: makePackage(withLoop(loop)) });
  const { endpoints } = host;
  const clients = makeClients(endpoints, endpoints.region, endpoints.credentials);
  const urlOf = (name: string) => `${endpoints.sqs}/${endpoints.accountId}/fixture-test-${name}`;
  await clients.sqs.send(new SendMessageCommand({ QueueUrl: urlOf('loop'), MessageBody: '1' }));
  const receive = new ReceiveMessageCommand({ QueueUrl: urlOf('dead'), WaitTimeSeconds: 5 });
  return {
    host,
    deadLetter: () =>
      until(async () => (await clients.sqs.send(receive)).Messages?.[0]?.Body).finally(clients.destroy),
  };
};

test('a loop that is not permitted is stopped after 16 rounds, and its message ends in the dead letters', async () => {
  const { host, deadLetter } = await begin({});
  expect(await deadLetter()).toBe('17');
  const ids = (await listNotices(host.endpoints)).map(({ id }) => id);
  expect(ids).toContain('round-16');
  expect(ids).not.toContain('round-17');
});

test('a loop that is permitted goes on', async () => {
  const { host } = await begin({ RecursiveLoop: 'Allow' });
  expect((await noticeOf(host.endpoints, 'round-20')).kind).toBe('update');
});

test('a permission that Lambda does not know stops the start', async () => {
  await expect(begin({ RecursiveLoop: 'Yes' })).rejects.toThrow(
    'property RecursiveLoop: Yes is neither Allow nor Terminate',
  );
});
