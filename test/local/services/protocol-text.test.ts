import { CreateTopicCommand, PublishCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, expect, test } from 'vitest';
import { makeAccessKey } from '../../../local/kernel/access-key.ts';
import { localAccountId } from '../../../local/kernel/place.ts';
import { noticeQueueName, startServices } from '../../../local/services/embedded-services.ts';
import { makeFolder, removeFolders } from '../fixture/package.ts';

const region = 'eu-west-1';
const services = await startServices(makeFolder(), region, makeAccessKey());
const { sns, sqs } = services.clients;

afterAll(async () => {
  await services.stop();
  removeFolders();
});

/** What lies in a queue of this name after a publish to a topic that it subscribes to. */
const bodyAfter = async (
  queue: string,
  publish: { readonly Message: string; readonly MessageStructure?: string },
  attributes: Record<string, string> = {},
) => {
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: `of-${queue}` }));
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: queue }));
  const Endpoint = `arn:aws:sqs:${region}:${localAccountId}:${queue}`;
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint, Attributes: attributes }));
  await sns.send(new PublishCommand({ TopicArn, ...publish }));
  // The SDK compares the digest of the body.
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 1 }));
  expect(Messages).toHaveLength(1);
  return Messages[0]?.Body ?? '';
};

const texts = { default: 'for all', sqs: 'for queues — 支', email: 'for mail' };
const structured = { Message: JSON.stringify(texts), MessageStructure: 'json' };

test('a queue gets the text of queues in an envelope, as on AWS', async () => {
  const envelope = JSON.parse(await bodyAfter('contact', structured));
  expect(envelope).toMatchObject({ Type: 'Notification', Message: 'for queues — 支' });
});

test('without a text for queues it gets the default', async () => {
  const publish = { Message: JSON.stringify({ default: 'for all', sms: 'short' }), MessageStructure: 'json' };
  expect(JSON.parse(await bodyAfter('by-default', publish))).toMatchObject({ Message: 'for all' });
});

test('with raw delivery the text is the body', async () => {
  expect(await bodyAfter('raw', structured, { RawMessageDelivery: 'true' })).toBe('for queues — 支');
});

test('a message that only looks like a structure stays as it is', async () => {
  expect(JSON.parse(await bodyAfter('plain', { Message: structured.Message })).Message).toBe(
    structured.Message,
  );
});

test("the host's own queue gets all the texts", async () => {
  const envelope = JSON.parse(await bodyAfter(noticeQueueName, structured));
  expect(JSON.parse(envelope.Message)).toEqual(texts);
});
