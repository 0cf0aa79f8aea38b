import { readFileSync } from 'node:fs';
import { ListTopicsCommand, type SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { type Notice, readNotice } from '../../local/phones/notice.ts';
import type { NoticeStore } from '../../local/phones/notice-store.ts';
import { drainQueue } from './drain-queue.ts';

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
  const take = (body: string): void => {
    options.store.add(asPublished(body, options));
  };
  return { ended: drainQueue(options.sqs, queueUrl, take, signal) };
};

/** The ARN of a queue beside the topics. */
export const queueArnOf = (topicArnPrefix: string, name: string): string =>
  `${topicArnPrefix.replace(':sns:', ':sqs:').replace(/[^:]*$/, '')}${name}`;

const subscribe = async ({ sns, sqs, topicArnPrefix, inward }: FeedOptions): Promise<string> => {
  const { Topics = [] } = await sns.send(new ListTopicsCommand({}));
  const topics = Topics.flatMap(({ TopicArn }) => (TopicArn === undefined ? [] : [TopicArn])).filter(
    (arn) => arn.startsWith(topicArnPrefix) && !inward.includes(arn),
  );
  const name = 'notices';
  const queueArn = queueArnOf(topicArnPrefix, name);
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
