/** The embedded SNS and SQS, which share their queues, on a thread of their own. */
import { workerData } from 'node:worker_threads';
import type { AccessKey } from '../kernel/access-key.ts';
import { type HeldMessage, startMessaging } from './embedded-messaging.ts';
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

await runInThread<MessagingReady>(async () => {
  const emulator = await startMessaging(dataDir, region, credentials, wholeFor);
  return { emulator, ready: { url: emulator.url, held: emulator.held } };
});
