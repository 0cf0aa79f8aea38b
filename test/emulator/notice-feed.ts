import { readFileSync } from 'node:fs';
import { ListTopicsCommand, type SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { type Notice, readNotice } from '../../local/notice.ts';
import type { NoticeStore } from '../../local/notice-store.ts';

export interface FeedOptions {
  readonly sns: SNSClient;
  readonly sqs: SQSClient;
  /** ARN prefix of the stack's topics. */
  readonly topicArnPrefix: string;
  /** Topics that carry alarms in: they speak to nobody. */
  readonly inward: readonly string[];
  /** Every SNS publish, a JSON line each: see launch.py. */
  readonly published: string;
  readonly store: NoticeStore;
}

/** Subscribes a queue to every topic of the stack and keeps what it receives. Ends when `signal` aborts. */
export const startNoticeFeed = async (
  options: FeedOptions,
  signal: AbortSignal,
): Promise<{ readonly ended: Promise<void> }> => {
  const queueUrl = await subscribe(options);
  return { ended: collect(options, queueUrl, signal) };
};

const subscribe = async ({ sns, sqs, topicArnPrefix, inward }: FeedOptions): Promise<string> => {
  const { Topics = [] } = await sns.send(new ListTopicsCommand({}));
  const topics = Topics.flatMap(({ TopicArn }) => (TopicArn === undefined ? [] : [TopicArn])).filter(
    (arn) => arn.startsWith(topicArnPrefix) && !inward.includes(arn),
  );
  const name = 'notices';
  const queueArn = `${topicArnPrefix.replace(':sns:', ':sqs:').replace(/[^:]*$/, '')}${name}`;
  const statement = {
    Effect: 'Allow',
    Principal: { Service: 'sns.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: queueArn,
    Condition: { ArnEquals: { 'aws:SourceArn': topics } },
  };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: { Policy } }));
  if (QueueUrl === undefined) throw new Error('The queue of notices has no URL');
  for (const TopicArn of topics) {
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: queueArn }));
  }
  return QueueUrl;
};

const collect = async (options: FeedOptions, queueUrl: string, signal: AbortSignal): Promise<void> => {
  const receive = new ReceiveMessageCommand({
    QueueUrl: queueUrl,
    MaxNumberOfMessages: 10,
    WaitTimeSeconds: 1,
  });
  while (!signal.aborted) {
    for (const { Body = '', ReceiptHandle } of await received(options.sqs, receive, signal)) {
      options.store.add(asPublished(Body, options));
      await options.sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
    }
  }
};

const received = async (sqs: SQSClient, receive: ReceiveMessageCommand, abortSignal: AbortSignal) => {
  try {
    return (await sqs.send(receive, { abortSignal })).Messages ?? [];
  } catch (error) {
    if (abortSignal.aborted) return [];
    throw error;
  }
};

/** A delivery carries the queue's own text only: the texts of the other protocols come from the publish itself. */
const asPublished = (body: string, { published, topicArnPrefix }: FeedOptions): Notice => {
  const envelope: { MessageId: string } = JSON.parse(body);
  const publish = readFileSync(published, 'utf8')
    .split('\n')
    .filter((line) => line.includes(envelope.MessageId))
    .map((line): { message: string } => JSON.parse(line))[0];
  if (publish === undefined) throw new Error(`No publish is recorded for the delivery ${envelope.MessageId}`);
  const prefix = topicArnPrefix.slice(topicArnPrefix.lastIndexOf(':') + 1);
  return readNotice(JSON.stringify({ ...envelope, Message: publish.message }), prefix);
};
