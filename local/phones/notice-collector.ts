import type { AskQueues } from '../kernel/queues.ts';
import type { Loop } from '../runtime/queue-poller.ts';
import { noticeQueueName } from '../services/embedded-services.ts';
import type { Stack, SubscriptionSpec, TopicSpec } from '../template/stack.ts';
import { type Notice, readNotice } from './notice.ts';
import type { NoticeStore } from './notice-store.ts';

/**
 * Topics that speak to people: all but those that feed a queue of one of the stack's own functions, which carry
 * alarms in.
 */
export const noticeTopics = (stack: Stack): readonly TopicSpec[] => {
  const consumed = new Set(stack.eventSources.map(({ queueArn }) => queueArn));
  const inward = stack.subscriptions
    .filter(({ endpoint }) => consumed.has(endpoint))
    .map(({ topicArn }) => topicArn);
  return stack.topics.filter(({ arn }) => !inward.includes(arn));
};

/** Subscribes the host's own queue to them. */
export const noticeSubscriptions = (stack: Stack, queueArn: string): readonly SubscriptionSpec[] =>
  noticeTopics(stack).map(({ arn }) => ({
    topicArn: arn,
    protocol: 'sqs',
    endpoint: queueArn,
    attributes: {},
  }));

export interface CollectorOptions {
  readonly queues: AskQueues;
  readonly queueUrl: string;
  /** What topic names begin with: `tocsin-dev-`. */
  readonly topicPrefix: string;
  readonly store: NoticeStore;
  readonly show: (notice: Notice) => void;
  readonly print: (line: string) => void;
}

/** Takes notices off the queue, keeps and shows them. */
export const startNoticeCollector = (options: CollectorOptions): Loop => {
  const stopping = new AbortController();
  const { queueUrl: QueueUrl } = options;
  const collectSome = async (): Promise<void> => {
    const { Messages: messages = [] } = await options.queues(
      'ReceiveMessage',
      { QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 20 },
      stopping.signal,
    );
    for (const { Body: body } of messages) {
      const notice = readNotice(body, options.topicPrefix);
      if (options.store.add(notice)) options.show(notice);
    }
    const Entries = messages.map(({ ReceiptHandle }, n) => ({ Id: String(n), ReceiptHandle }));
    if (Entries.length > 0) await options.queues('DeleteMessageBatch', { QueueUrl, Entries });
  };
  const collect = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await collectSome();
      } catch (error) {
        if (stopping.signal.aborted) return;
        options.print(`WARN ${noticeQueueName}: ${String(error)}`);
        await new Promise((done) => setTimeout(done, 1000));
      }
    }
  };
  const collecting = collect();
  return {
    stop: async () => {
      stopping.abort();
      await collecting;
    },
  };
};
