import { tapPorts } from './port-calls.ts';

/** What may happen to one call. Issue: crash before and after, answer lost, throttle, timeout; and a call that hangs. */
export const ways = [
  'crash-before',
  'crash-after',
  /** It took effect, its answer was lost, and the SDK repeated it: a conditional write then finds its own. */
  'answer-lost',
  /** An error, and nothing done: to the protocol a throttle and a timeout without effect are the same. */
  'throttle',
  'timeout-with-effect',
  /** The function's own time runs out while this call waits; what it does side by side goes through. */
  'hang-without-effect',
  'hang-with-effect',
] as const;

export type Way = (typeof ways)[number];

export interface Fault {
  /** Counted from 0, in the order in which a run without fault makes its calls; or the first of this name. */
  readonly call: number | string;
  readonly way: Way;
}

class ThrottledError extends Error {
  override readonly name = 'ThrottledError';
}

class TimedOutError extends Error {
  override readonly name = 'TimedOutError';
}

interface Made {
  readonly name: string;
  /** Another call was under way: a call that hangs is no crash then. */
  isSideBySide: boolean;
}

/** How one invocation of a function ended. `gone`: it crashed or ran out of time, and answered nothing. */
export interface Invoked {
  readonly ended: 'done' | 'failed' | 'gone';
  /** The calls that it made, in their order. */
  readonly calls: readonly Made[];
}

/** Runs one invocation; at the call named by the fault, that fault happens. `work` answers whether it is done. */
export const invoke = async <T extends object>(
  shell: T,
  work: (shell: T) => Promise<boolean>,
  fault?: Fault,
): Promise<Invoked> => {
  const calls: Made[] = [];
  const underWay = new Set<Made>();
  const end = Promise.withResolvers<'gone'>();
  let isGone = false;
  const crash = () => {
    isGone = true;
    end.resolve('gone');
    return forever;
  };
  const tapped = tapPorts(shell, (call, effect) => {
    if (isGone) return forever;
    const made = { name: call.name, isSideBySide: underWay.size > 0 };
    for (const other of underWay) other.isSideBySide = true;
    const isHit =
      fault?.call === calls.length ||
      (fault?.call === made.name && !calls.some(({ name }) => name === made.name));
    calls.push(made);
    underWay.add(made);
    if (fault === undefined || !isHit) return effect().finally(() => underWay.delete(made));
    return inTheWay(fault.way, effect, crash, () => {
      setImmediate(crash);
      return forever;
    });
  });
  const ended = await Promise.race([work(tapped).then(asEnd, () => 'failed' as const), end.promise]);
  isGone = true;
  return { ended, calls };
};

const asEnd = (isDone: boolean) => (isDone ? ('done' as const) : ('failed' as const));

/** What a crashed function's calls answer. */
const forever = new Promise<never>(() => {});

type Ending = () => Promise<never>;

const inTheWay = async (
  way: Way,
  effect: () => Promise<unknown>,
  crash: Ending,
  hang: Ending,
): Promise<unknown> => {
  switch (way) {
    case 'crash-before':
      return crash();
    case 'throttle':
      throw new ThrottledError();
    case 'hang-without-effect':
      return hang();
    case 'crash-after': {
      // The effect is under way when the function ends: nothing of the function runs any more, not even side by side.
      const effected = effect();
      const never = crash();
      await effected;
      return never;
    }
    case 'answer-lost':
      await effect();
      return effect();
    case 'timeout-with-effect':
      await effect();
      throw new TimedOutError();
    case 'hang-with-effect':
      await effect();
      return hang();
  }
};
