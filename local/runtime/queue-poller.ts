import type { AskQueues, ReceivedMessage } from '../kernel/queues.ts';
import type { EventSourceSpec } from '../template/stack.ts';
import type { FunctionPool } from './function-pool.ts';
import { failedIds, queueEvent } from './queue-records.ts';
import type { Outcome } from './run-invocation.ts';

export interface PollerOptions {
  readonly source: EventSourceSpec;
  readonly queueUrl: string;
  readonly region: string;
  readonly queues: AskQueues;
  readonly pool: FunctionPool;
  readonly print: (line: string) => void;
}

/** A running background loop. */
export interface Loop {
  /** Stops taking new work and waits for what is running. */
  stop(): Promise<void>;
}

/** SQS hands over ten messages a call at most. */
const perCall = 10;
const longPollS = 20;

const receive = async (
  options: PollerOptions,
  count: number,
  waitS: number,
  signal: AbortSignal,
): Promise<readonly ReceivedMessage[]> => {
  const { Messages: messages = [] } = await options.queues(
    'ReceiveMessage',
    {
      QueueUrl: options.queueUrl,
      MaxNumberOfMessages: Math.min(perCall, count),
      WaitTimeSeconds: waitS,
      MessageSystemAttributeNames: ['All'],
    },
    signal,
  );
  return messages;
};

/** One batch: waits for the first message, then gathers up to the batch size for as long as the window lasts. */
const gather = async (options: PollerOptions, signal: AbortSignal): Promise<readonly ReceivedMessage[]> => {
  const { batchSize, windowS } = options.source;
  const batch = [...(await receive(options, batchSize, longPollS, signal))];
  const until = Date.now() + windowS * 1000;
  while (batch.length > 0 && batch.length < batchSize && Date.now() < until && !signal.aborted) {
    const waitS = Math.max(1, Math.floor((until - Date.now()) / 1000));
    const more = await receive(options, batchSize - batch.length, Math.min(waitS, longPollS), signal);
    if (more.length === 0) break;
    batch.push(...more);
  }
  return batch;
};

const succeeded = (
  messages: readonly ReceivedMessage[],
  outcome: Outcome,
  partialFailures: boolean,
): readonly ReceivedMessage[] => {
  if (outcome.kind === 'failed') return [];
  if (!partialFailures) return messages;
  const failed = new Set(
    failedIds(
      outcome.payload,
      messages.map(({ MessageId }) => MessageId),
    ),
  );
  return messages.filter(({ MessageId }) => !failed.has(MessageId));
};

/** Deletes what succeeded; the rest comes back after its visibility timeout, and at last goes to the dead letters. */
const settle = async (options: PollerOptions, messages: readonly ReceivedMessage[]): Promise<void> => {
  for (let from = 0; from < messages.length; from += perCall) {
    const entries = messages
      .slice(from, from + perCall)
      .map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    await options.queues('DeleteMessageBatch', { QueueUrl: options.queueUrl, Entries: entries });
  }
};

const work = async (options: PollerOptions, messages: readonly ReceivedMessage[]): Promise<void> => {
  const traceHeaders = messages.flatMap(({ Attributes }) => Attributes?.['AWSTraceHeader'] ?? []);
  const event = queueEvent(messages, options.source.queueArn, options.region);
  const outcome = await options.pool.invoke(event, traceHeaders);
  await settle(options, succeeded(messages, outcome, options.source.partialFailures));
};

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Polls a queue for a function, with up to the event source's maximum concurrency of batches at once. */
export const startPoller = (options: PollerOptions, maxWorkers: number): Loop => {
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  const limit = Math.min(options.source.maximumConcurrency, maxWorkers);

  const begin = (messages: readonly ReceivedMessage[]): void => {
    const one = work(options, messages)
      .catch((error: unknown) => options.print(`WARN ${options.queueUrl}: ${String(error)}`))
      .finally(() => running.delete(one));
    running.add(one);
  };
  const poll = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      if (running.size >= limit) {
        await Promise.race(running);
        continue;
      }
      try {
        const messages = await gather(options, stopping.signal);
        if (messages.length > 0) begin(messages);
      } catch (error) {
        if (stopping.signal.aborted) return;
        options.print(`WARN ${options.queueUrl}: ${String(error)}`);
        await pause(1000);
      }
    }
  };
  const polling = poll();
  return {
    stop: async () => {
      stopping.abort();
      await polling;
      await Promise.all(running);
    },
  };
};
