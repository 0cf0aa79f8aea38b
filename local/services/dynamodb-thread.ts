/** The embedded DynamoDB on a thread of its own. */
import { workerData } from 'node:worker_threads';
import type { AccessKey } from '../kernel/access-key.ts';
import { startDynamoDb } from './embedded-dynamodb.ts';
import { runInThread } from './thread-side.ts';

/** What the thread is started with. */
export interface DynamoDbStart {
  readonly dataDir: string;
  readonly credentials: AccessKey;
}

const { dataDir, credentials }: DynamoDbStart = workerData;

await runInThread(async () => {
  const emulator = await startDynamoDb(dataDir, credentials);
  return { emulator, ready: { url: emulator.url } };
});
