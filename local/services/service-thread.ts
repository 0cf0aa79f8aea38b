import { once } from 'node:events';
import { type ResourceLimits, Worker } from 'node:worker_threads';
import type { Emulator } from './embedded-dynamodb.ts';

/** What an embedded service tells its host once it listens. */
export interface Ready {
  readonly url: string;
}

/** Thread to host. */
export type ThreadMessage =
  | { readonly kind: 'ready'; readonly ready: Ready }
  | { readonly kind: 'failed'; readonly why: string };

/** A running service of a thread, with what it told when it was ready. */
export interface ServiceThread<T extends Ready> extends Emulator {
  readonly ready: T;
  readonly worker: Worker;
}

const readyOf = <T extends Ready>(worker: Worker, name: string): Promise<T> =>
  new Promise((done, fail) => {
    const heard = (message: ThreadMessage): void => {
      if (message.kind === 'ready') settle(() => done(message.ready as T));
      if (message.kind === 'failed')
        settle(() => fail(new Error(`The embedded ${name} did not start: ${message.why}`)));
    };
    const broken = (error: unknown): void => settle(() => fail(error));
    const settle = (end: () => void): void => {
      worker.off('message', heard).off('error', broken);
      end();
    };
    worker.on('message', heard).on('error', broken);
  });

/**
 * Starts an embedded service on a thread of its own, so that none waits for another. A service that breaks later ends
 * the host, which would be of no use without it: all that was answered is on disk.
 */
export const startThread = async <T extends Ready>(
  name: string,
  script: URL,
  workerData: object,
  resourceLimits: ResourceLimits,
): Promise<ServiceThread<T>> => {
  const worker = new Worker(script, {
    name,
    workerData,
    resourceLimits,
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const ready = await readyOf<T>(worker, name);
  const stop = async (): Promise<void> => {
    const ended = once(worker, 'exit');
    worker.postMessage('stop');
    await ended;
  };
  return { url: ready.url, ready, worker, stop };
};
