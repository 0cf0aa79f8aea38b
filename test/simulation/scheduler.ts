import type { Random } from './random.ts';
import { UnavailableError } from './unavailable.ts';

/** What may happen to one call: the ways of the fault list, one a call at most. */
export type Fault = 'none' | 'crash-before' | 'crash-after' | 'lost-answer' | 'throttle' | 'timeout';

/** The call did not take effect. */
class ThrottledError extends Error {
  override readonly name = 'ThrottledError';
}
/** The call took effect, or did not: its caller cannot know. */
class TimedOutError extends Error {
  override readonly name = 'TimedOutError';
}

export interface Worker {
  readonly id: number;
  readonly name: string;
  /** The step that its beginning was, and the time. */
  readonly began: number;
  readonly beganAtMs: number;
  /** The step by which it was done; absent while it runs, and where it crashed or failed. */
  ended?: number;
  alive: boolean;
  /** It met a fault: what it published may come again. */
  faulted: boolean;
  /** A crash, an error or a timeout: more than a lost answer, which costs nothing. */
  hurt: boolean;
  settled?: 'done' | { readonly error: unknown };
}

interface Pending {
  readonly worker: Worker;
  readonly label: string;
  readonly run: (fault: Fault) => Promise<void>;
}

/**
 * Interleaves workers: each call to a port waits here until the scheduler picks it, so that any order of calls can
 * happen. A crashed worker's calls never return.
 */
export const createScheduler = (
  random: Random,
  now: () => number,
  faultOf: (label: string, worker: Worker) => Fault,
  trace: string[],
) => {
  const pending: Pending[] = [];
  const workers: Worker[] = [];
  let steps = 0;

  const enlist = (name: string): Worker => {
    const worker: Worker = {
      id: workers.length,
      name,
      began: ++steps,
      beganAtMs: now(),
      alive: true,
      faulted: false,
      hurt: false,
    };
    workers.push(worker);
    return worker;
  };

  const start = (name: string, work: (worker: Worker) => Promise<unknown>): Worker => {
    const worker = enlist(name);
    work(worker).then(
      () => {
        worker.settled = 'done';
        worker.ended = steps;
      },
      (error: unknown) => {
        worker.settled = { error };
      },
    );
    return worker;
  };

  /** One call: `effect` happens when picked. `onLost` is what a repeated write answers when its first answer was lost. */
  const call = <T>(worker: Worker, label: string, effect: () => Promise<T>, onLost?: T): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      const run = async (fault: Fault) => {
        if (fault === 'crash-before') return crash(worker);
        if (fault === 'throttle') return reject(new ThrottledError(label));
        if (fault === 'timeout' && random.chance(0.5)) return reject(new TimedOutError(label));
        try {
          const answer = await effect();
          if (fault === 'crash-after') return crash(worker);
          if (fault === 'timeout') return reject(new TimedOutError(label));
          resolve(fault === 'lost-answer' && onLost !== undefined ? onLost : answer);
        } catch (error) {
          if (error instanceof UnavailableError) noteRefused(worker, label);
          reject(error);
        }
      };
      if (worker.alive) pending.push({ worker, label, run });
    });

  const noteRefused = (worker: Worker, label: string): void => {
    worker.faulted = true;
    worker.hurt = true;
    trace.push(`${worker.name}#${worker.id} ${label} met what is unavailable`);
  };

  const crash = (worker: Worker): void => {
    worker.alive = false;
    for (let n = pending.length - 1; n >= 0; n--) if (pending[n]?.worker === worker) pending.splice(n, 1);
  };

  const idle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  /** Lets one waiting call happen. False: nothing waits. */
  const step = async (): Promise<boolean> => {
    await idle();
    if (pending.length === 0) return false;
    const [picked] = pending.splice(random.below(pending.length), 1);
    if (picked === undefined) return false;
    const fault = faultOf(picked.label, picked.worker);
    if (fault !== 'none') picked.worker.faulted = true;
    if (fault !== 'none' && fault !== 'lost-answer') picked.worker.hurt = true;
    steps++;
    trace.push(
      `${picked.worker.name}#${picked.worker.id} ${picked.label}${fault === 'none' ? '' : ` (${fault})`}`,
    );
    await picked.run(fault);
    return true;
  };

  return {
    start,
    /** A worker whose calls are made at once. */
    enlist,
    noteRefused,
    end: (worker: Worker): void => {
      worker.ended = steps;
    },
    call,
    step,
    /** A function's own timeout: those that have run too long are ended. */
    endOverdue: (timeoutMs: number): void => {
      const overdue = workers.filter(
        (worker) => worker.alive && worker.settled === undefined && now() - worker.beganAtMs >= timeoutMs,
      );
      for (const worker of overdue) {
        trace.push(`${worker.name}#${worker.id} times out`);
        worker.faulted = true;
        worker.hurt = true;
        crash(worker);
      }
    },
    trace,
    workers,
    steps: () => steps,
    /** Workers that neither ended nor crashed. */
    running: () => workers.filter((worker) => worker.alive && worker.settled === undefined),
  };
};

export type Scheduler = ReturnType<typeof createScheduler>;
