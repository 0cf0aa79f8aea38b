import type { AskQueues } from '../kernel/queues.ts';

/** Sends messages to queues; those of the same moment go together. */
export interface QueueSender {
  /** Resolves when the queue has it; rejects when it did not take it. */
  send(queueUrl: string, body: string): Promise<void>;
}

interface Waiting {
  readonly body: string;
  readonly done: () => void;
  readonly fail: (error: unknown) => void;
}

/** Amazon SQS API reference, SendMessageBatch: ten messages. The embedded SQS takes 256 KB together, as AWS once did. */
const mostMessages = 10;
const mostBytes = 262_144;

const batchesOf = (messages: readonly Waiting[]): readonly (readonly Waiting[])[] => {
  const batches: Waiting[][] = [];
  let bytes = 0;
  for (const message of messages) {
    const size = Buffer.byteLength(message.body);
    const last = batches.at(-1);
    if (last === undefined || last.length === mostMessages || bytes + size > mostBytes) {
      batches.push([message]);
      bytes = size;
    } else {
      last.push(message);
      bytes += size;
    }
  }
  return batches;
};

const sendBatch = async (ask: AskQueues, queueUrl: string, batch: readonly Waiting[]): Promise<void> => {
  const entries = batch.map(({ body }, n) => ({ Id: String(n), MessageBody: body }));
  try {
    const { Failed = [] } = await ask('SendMessageBatch', { QueueUrl: queueUrl, Entries: entries });
    const refused = new Map(Failed.map(({ Id, Code, Message }) => [Id, new Error(`${Code}: ${Message}`)]));
    for (const [n, { done, fail }] of batch.entries()) {
      const error = refused.get(String(n));
      if (error === undefined) done();
      else fail(error);
    }
  } catch (error) {
    for (const { fail } of batch) fail(error);
  }
};

/** One call for the events of a PutEvents request instead of ten. */
export const makeQueueSender = (ask: AskQueues): QueueSender => {
  const waiting = new Map<string, Waiting[]>();
  const flush = (): void => {
    const all = [...waiting];
    waiting.clear();
    for (const [queueUrl, messages] of all)
      for (const batch of batchesOf(messages)) void sendBatch(ask, queueUrl, batch);
  };
  return {
    send: (queueUrl, body) =>
      new Promise((done, fail) => {
        if (waiting.size === 0) setImmediate(flush);
        const messages = waiting.get(queueUrl) ?? [];
        messages.push({ body, done, fail });
        waiting.set(queueUrl, messages);
      }),
  };
};
