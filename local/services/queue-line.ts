import type { Worker } from 'node:worker_threads';
import type { AskQueues, QueueActions } from '../kernel/queues.ts';

/** Host to the thread of the queues. */
export interface QueueQuestion {
  readonly kind: 'question';
  readonly id: number;
  readonly name: keyof QueueActions;
  readonly input: object;
}

/** The thread's answer. */
export type QueueAnswer =
  | { readonly kind: 'answer'; readonly id: number; readonly output: object }
  | { readonly kind: 'refusal'; readonly id: number; readonly name: string; readonly message: string };

interface Waiting {
  done(output: object): void;
  fail(error: unknown): void;
}

const refusalOf = ({ name, message }: { readonly name: string; readonly message: string }): Error =>
  Object.assign(new Error(message), { name });

/**
 * The host's own line to its queues: a message to their thread and one back, in the place of a signed HTTP request with
 * digests of all bodies. In a storm that is half of what an event costs before its function. Everybody else, the
 * functions too, takes the wire.
 */
export const openQueueLine = (worker: Worker): AskQueues => {
  const waiting = new Map<number, Waiting>();
  let last = 0;
  worker.on('message', (answer: QueueAnswer) => {
    const { done, fail } = waiting.get(answer.id) ?? {};
    waiting.delete(answer.id);
    if (answer.kind === 'answer') done?.(answer.output);
    if (answer.kind === 'refusal') fail?.(refusalOf(answer));
  });
  return (name, input, signal) =>
    new Promise((done, fail) => {
      signal?.throwIfAborted();
      const id = ++last;
      const giveUp = (): void => {
        waiting.delete(id);
        fail(signal?.reason);
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      const ended =
        <T>(end: (value: T) => void) =>
        (value: T) => {
          signal?.removeEventListener('abort', giveUp);
          end(value);
        };
      waiting.set(id, { done: ended(done), fail: ended(fail) });
      const question: QueueQuestion = { kind: 'question', id, name, input };
      worker.postMessage(question);
    });
};
