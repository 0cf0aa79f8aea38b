import type { Shell } from '../../protocol/shell.ts';
import { type PortCall, tapPorts } from './port-calls.ts';

/** A call that waits to be let through. */
export interface Waiting {
  /** `<worker>:<its how manieth call>`: the same in every run with the same choices before it. */
  readonly id: string;
  readonly worker: number;
  readonly call: PortCall;
  /** The step whose answer led to it; -1 for a worker's first. */
  readonly afterStep: number;
}

/** What one worker did. */
export interface Work {
  readonly run: (shell: Shell) => Promise<unknown>;
  /** It never hears the answer to this call of its own, counted from 0: it has ended, or hangs. */
  readonly endsAfter?: number | undefined;
}

export interface Ran {
  /** The ids of the calls as they were let through. */
  readonly order: readonly string[];
  readonly calls: readonly PortCall[];
  /** Step of each worker's first call, and of its end; missing where it did not come to it. */
  readonly began: readonly (number | undefined)[];
  readonly ended: readonly (number | undefined)[];
  readonly errors: readonly unknown[];
}

/** Which of those that wait goes next; undefined gives the run up. */
export type Pick = (waiting: readonly Waiting[], step: number) => Waiting | undefined;

/**
 * Runs workers side by side, one call at a time: each call waits until it is picked, and takes effect at once.
 * `afterStep` may throw what it found.
 */
export const interleave = async (
  shell: Shell,
  works: readonly Work[],
  pick: Pick,
  afterStep: () => void,
): Promise<Ran | undefined> => {
  const waiting: (Waiting & { readonly go: () => Promise<void> })[] = [];
  const order: string[] = [];
  const calls: PortCall[] = [];
  const began: (number | undefined)[] = works.map(() => undefined);
  const ended: (number | undefined)[] = works.map(() => undefined);
  const errors: unknown[] = [];
  for (const [worker, work] of works.entries()) {
    let made = 0;
    const tapped = tapPorts(shell, (call, effect) => {
      const id = `${worker}:${made++}`;
      return new Promise((resolve, reject) => {
        const isLast = id === `${worker}:${work.endsAfter}`;
        const go = async () => (isLast ? void (await effect()) : effect().then(resolve, reject));
        waiting.push({ id, worker, call, go, afterStep: order.length - 1 });
      });
    });
    work.run(tapped).then(
      () => {
        ended[worker] = order.length;
      },
      (error: unknown) => errors.push(error),
    );
  }
  for (await quiet(); waiting.length > 0; await quiet()) {
    const picked = pick(waiting, order.length);
    if (picked === undefined) return undefined;
    const [next] = waiting.splice(
      waiting.findIndex(({ id }) => id === picked.id),
      1,
    );
    if (next === undefined) throw new RangeError(`${picked.id} does not wait`);
    began[next.worker] ??= order.length;
    order.push(next.id);
    calls.push(next.call);
    await next.go();
    afterStep();
  }
  return { order, calls, began, ended, errors };
};

/** Memory answers within microtasks: by the next turn of the loop every worker waits or has ended. */
const quiet = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
