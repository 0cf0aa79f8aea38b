import { createHash } from 'node:crypto';
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { PublishCommand } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readEndpoints } from '../../../local/host/endpoints.ts';
import type { Host } from '../../../local/host/host.ts';
import { type Clients, makeClients } from '../../../local/kernel/clients.ts';
import { makeFolder, makePackage, removeFolders } from '../fixture/package.ts';
import {
  listNotices,
  noticeOf,
  putAlarm,
  putEvents,
  runFixture,
  stopHosts,
  until,
} from '../fixture/running-host.ts';

describe('the laptop host', () => {
  let host: Host;
  let clients: Clients;
  beforeAll(async () => {
    host = await runFixture({ environment: { TOCSIN_TIME_SCALE: '60' } });
    clients = makeClients(host.endpoints, host.endpoints.region, host.endpoints.credentials);
  });
  afterAll(async () => {
    clients.destroy();
    await stopHosts();
    removeFolders();
  });

  test('an event becomes a notice by way of rule, queue, function and topic', async () => {
    const answer = await putAlarm(host.endpoints, 'cart-errors');
    expect(answer.body).toMatchObject({ FailedEntryCount: 0, Entries: [{ EventId: expect.any(String) }] });
    expect(await noticeOf(host.endpoints, 'cart-errors')).toMatchObject({
      audience: 'primary',
      kind: 'page',
      incidentId: 'inc-1',
      severity: 'SEV2',
      texts: {
        // On a busy machine the first try may outlast the fixture's 2 s.
        sms: expect.stringMatching(/^cart-errors tries=[12] scale=60 fn=fixture-test-intake$/),
        email: expect.stringContaining('Mail: '),
      },
    });
  });

  test('endpoints.json holds the access key, and nothing that a client writes into it', async () => {
    const stateDir = makeFolder();
    await runFixture({ environment: { TOCSIN_STATE_DIR: stateDir } });
    expect(readEndpoints(stateDir).credentials).toEqual({
      accessKeyId: expect.stringMatching(/^TOCSIN[A-Z2-7]{14}$/),
      secretAccessKey: expect.stringMatching(/^[\w-]{40}$/),
    });
  });

  test('an event that no rule wants reaches nobody', async () => {
    await putEvents(host.endpoints, {
      Entries: [{ Source: 'aws.s3', DetailType: 'Object Created', Detail: '{"alarmName":"unwanted"}' }],
    });
    await putAlarm(host.endpoints, 'wanted-after');
    await noticeOf(host.endpoints, 'wanted-after');
    expect((await listNotices(host.endpoints)).map(({ id }) => id)).not.toContain('unwanted');
  });

  test('a schedule fires when the host starts', async () => {
    expect(await noticeOf(host.endpoints, 'tick')).toMatchObject({
      kind: 'update',
      texts: { sms: 'Scheduled Event' },
    });
  });

  test('an alarm sent to the inward topic reaches the function and is no notice itself', async () => {
    const [topic = ''] = host.endpoints.alarmTopics;
    expect(topic).toMatch(/:fixture-test-alarms$/);
    const Message = '{"detail":{"alarmName":"by-topic"}}';
    await clients.sns.send(new PublishCommand({ TopicArn: topic, Message }));
    expect((await noticeOf(host.endpoints, 'by-topic')).audience).toBe('primary');
    expect((await listNotices(host.endpoints)).some(({ audience }) => audience === 'alarms')).toBe(false);
  });

  test.concurrent.each(['fail', 'throw', 'hang', 'exit'])(
    'a record whose handling ends in "%s" is tried again and then a dead letter',
    async (mode) => {
      await putAlarm(host.endpoints, `bad-${mode}`, { mode });
      const url = `${host.endpoints.sqs}/${host.endpoints.accountId}/fixture-test-dead`;
      const body = await until(async () => {
        const { Messages: messages = [] } = await clients.sqs.send(
          new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10, VisibilityTimeout: 1 }),
        );
        return messages.map(({ Body }) => Body).find((text) => text?.includes(`bad-${mode}`));
      });
      expect(JSON.parse(body)).toMatchObject({
        source: 'aws.cloudwatch',
        detail: { alarmName: `bad-${mode}` },
      });
    },
  );

  test("a contact's queue of the laptop gets what is published, and one on AWS keeps nobody from hearing it", async () => {
    const queueOf = (accountId: string) => `arn:aws:sqs:us-east-1:${accountId}:pages`;
    const contact = (accountId: string) => ({
      Type: 'AWS::SNS::Subscription',
      Properties: { TopicArn: { Ref: 'Primary' }, Protocol: 'sqs', Endpoint: queueOf(accountId) },
    });
    const packageDir = makePackage((template) => ({
      ...template,
      Resources: {
        ...template.Resources,
        OnLaptop: contact('000000000000'),
        OnAws: contact('210987654321'),
      },
    }));
    const other = await runFixture({ packageDir });
    await putAlarm(other.endpoints, 'by-queue');
    expect(await noticeOf(other.endpoints, 'by-queue')).toMatchObject({ kind: 'page' });
    const { endpoints } = other;
    const others = makeClients(endpoints, endpoints.region, endpoints.credentials);
    try {
      const QueueUrl = `${endpoints.sqs}/000000000000/pages`;
      const asked = new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5, MaxNumberOfMessages: 10 });
      // The schedule of the fixture publishes as well.
      const { Messages: messages = [] } = await others.sqs.send(asked);
      expect(messages.map(({ Body }) => Body).join()).toContain('by-queue');
    } finally {
      others.destroy();
    }
  });

  test('a record that fails does not cost the others of its batch', async () => {
    await putEvents(host.endpoints, {
      Entries: ['partial-1', 'partial-2', 'partial-3'].map((alarmName) => ({
        Source: 'aws.cloudwatch',
        DetailType: 'CloudWatch Alarm State Change',
        Detail: JSON.stringify({ alarmName, ...(alarmName === 'partial-2' ? { mode: 'fail' } : {}) }),
      })),
    });
    await noticeOf(host.endpoints, 'partial-1');
    await noticeOf(host.endpoints, 'partial-3');
    expect((await listNotices(host.endpoints)).map(({ id }) => id)).not.toContain('partial-2');
  });

  test('queues get their attributes and redrive policy from the template', async () => {
    const url = `${host.endpoints.sqs}/${host.endpoints.accountId}/fixture-test-intake`;
    const { Attributes: attributes = {} } = await clients.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }),
    );
    expect(attributes['VisibilityTimeout']).toBe('2');
    expect(JSON.parse(attributes['RedrivePolicy'] ?? '')).toEqual({
      deadLetterTargetArn: expect.stringMatching(/:fixture-test-dead$/),
      maxReceiveCount: 2,
    });
  });

  test('the token is let into the API by its hash, with every scope', async () => {
    const hash = createHash('sha256').update(host.endpoints.token).digest('hex');
    const { Item: item } = await clients.dynamodb.send(
      new GetItemCommand({
        TableName: 'fixture-test',
        Key: { pk: { S: `TOKEN#${hash}` }, sk: { S: 'TOKEN' } },
      }),
    );
    expect(item).toMatchObject({
      name: { S: 'local' },
      scopes: { L: [{ S: 'read' }, { S: 'respond' }, { S: 'admin' }] },
    });
  });

  test('notices are shown to the bearer of the token only', async () => {
    const wrong = await fetch(host.endpoints.notices.url, { headers: { authorization: 'Bearer nobody' } });
    expect(wrong.status).toBe(401);
    expect(wrong.headers.get('content-type')).toBe('application/problem+json');
  });
});
