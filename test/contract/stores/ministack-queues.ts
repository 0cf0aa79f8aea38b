import { readFileSync } from 'node:fs';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Envelope, QueuedMessage, QueueHost } from '../queue-host.ts';

/** As MiniStack shows a message of a queue, delayed or not. */
interface Shown {
  readonly Body: string;
  readonly SentTimestamp: number;
  readonly VisibleAt: number;
  readonly MessageAttributes: Readonly<Record<string, { readonly StringValue?: string }>>;
}

type ShownQueues = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Shown[]>>>>>>;

const region = 'us-east-1';
const accountId = '000000000000';

/** SNS and SQS of a running MiniStack, which `npm run test:stores` starts and stops. Queues and topics are new. */
export const useMiniStack = (endpoint: string): QueueHost => {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const settings = { endpoint, region, credentials, maxAttempts: 1 };
  const sqs = new SQSClient(settings);
  const sns = new SNSClient(settings);
  const run = `r${process.pid}-`;
  const makeQueue = async (name: string, Policy?: string): Promise<string> => {
    const attributes = Policy === undefined ? {} : { Attributes: { Policy } };
    const { QueueUrl } = await sqs.send(
      new CreateQueueCommand({ QueueName: `${run}${name}`, ...attributes }),
    );
    if (QueueUrl === undefined) throw new Error(`the queue ${name} has no URL`);
    return QueueUrl;
  };
  return {
    settings,
    newQueue: makeQueue,
    messagesOf: async (name) => {
      const url = `${endpoint}/_ministack/sqs/messages?QueueUrl=${endpoint}/${accountId}/${run}${name}`;
      const { messages }: { messages: ShownQueues } = JSON.parse(await (await fetch(url)).text());
      return Object.values(messages)
        .flatMap((regions) => Object.values(regions))
        .flatMap((queues) => Object.values(queues).flat())
        .map(queuedMessage);
    },
    newTopic: async (name) => {
      const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: `${run}${name}` }));
      if (TopicArn === undefined) throw new Error(`the topic ${name} has no ARN`);
      const Endpoint = TopicArn.replace(':sns:', ':sqs:');
      await makeQueue(name, lettingIn(TopicArn, Endpoint));
      await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint }));
      return TopicArn;
    },
    structureOf,
    stop: async () => {
      sqs.destroy();
      sns.destroy();
    },
  };
};

/** As on AWS, a topic reaches a queue only where the queue's policy lets it in. */
const lettingIn = (topicArn: string, queueArn: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'sns.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: queueArn,
        Condition: { ArnEquals: { 'aws:SourceArn': topicArn } },
      },
    ],
  });

const queuedMessage = ({ Body, SentTimestamp, VisibleAt, MessageAttributes }: Shown): QueuedMessage => ({
  body: Body,
  delayS: VisibleAt - SentTimestamp,
  attributes: Object.fromEntries(
    Object.entries(MessageAttributes).map(([name, { StringValue }]) => [name, StringValue]),
  ),
});

/** As AWS does, MiniStack delivers the text of the protocol alone; the structure stands in its launcher's file. */
const structureOf = ({ MessageId, Message }: Envelope): string => {
  const published = readFileSync(process.env['TOCSIN_PUBLISHED'] ?? '', 'utf8')
    .split('\n')
    .filter((line) => line.includes(MessageId))
    .map((line): { readonly message: string } => JSON.parse(line));
  const structure = published[0]?.message ?? '{}';
  if (JSON.parse(structure).sqs !== Message)
    throw new Error(`delivery ${MessageId} is not the text that the publish had for queues`);
  return structure;
};
