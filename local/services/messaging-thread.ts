/** The embedded SNS and SQS, which share their queues, on a thread of their own. */
import { parentPort, workerData } from 'node:worker_threads';
import type { AccessKey } from '../kernel/access-key.ts';
import { type HeldMessage, type Messaging, startMessaging } from './embedded-messaging.ts';
import type { QueueAnswer, QueueQuestion } from './queue-line.ts';
import type { Ready } from './service-thread.ts';
import { runInThread } from './thread-side.ts';

/** What the thread is started with. */
export interface MessagingStart {
  readonly dataDir: string;
  readonly region: string;
  readonly credentials: AccessKey;
  /** Names of queues that get all the texts of a publish at once. */
  readonly wholeFor: readonly string[];
}

/** What it tells when it is ready. */
export interface MessagingReady extends Ready {
  readonly held: readonly HeldMessage[];
}

const { dataDir, region, credentials, wholeFor }: MessagingStart = workerData;

const reply = async ({ answer }: Messaging, { id, name, input }: QueueQuestion): Promise<QueueAnswer> => {
  try {
    return { kind: 'answer', id, output: await answer(name, input) };
  } catch (error) {
    const { name: type, message } = error instanceof Error ? error : new Error(String(error));
    return { kind: 'refusal', id, name: type, message };
  }
};

const listen = (messaging: Messaging): void => {
  parentPort?.on('message', async (question: QueueQuestion | 'stop') => {
    if (question !== 'stop') parentPort?.postMessage(await reply(messaging, question));
  });
};

await runInThread<MessagingReady>(async () => {
  const emulator = await startMessaging(dataDir, region, credentials, wholeFor);
  listen(emulator);
  return { emulator, ready: { url: emulator.url, held: emulator.held } };
});
