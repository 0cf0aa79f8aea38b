import { parentPort } from 'node:worker_threads';
import type { Emulator } from './embedded-dynamodb.ts';
import type { Ready, ThreadMessage } from './service-thread.ts';

/** Runs a service in this thread: tells the host when it listens, and stops when the host says so. */
export const runInThread = async <T extends Ready>(
  start: () => Promise<{ readonly emulator: Emulator; readonly ready: T }>,
): Promise<void> => {
  const host = parentPort;
  if (host === null) throw new Error('an embedded service runs in a worker thread only');
  const say = (message: ThreadMessage): void => host.postMessage(message);
  try {
    const { emulator, ready } = await start();
    host.on('message', async (message: unknown) => {
      if (message !== 'stop') return;
      await emulator.stop();
      host.close();
    });
    say({ kind: 'ready', ready });
  } catch (error) {
    say({ kind: 'failed', why: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    host.close();
  }
};
