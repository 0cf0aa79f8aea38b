import { AsyncLocalStorage } from 'node:async_hooks';
import type { Table } from '../../adapters/dynamodb/table.ts';

/** What may happen to one call of the AWS SDK. */
export const sdkWays = [
  /** The function ends right after the call took effect. */
  'crash-after',
  /** The connection breaks after the first try took effect; the SDK itself tries again. */
  'answer-lost',
  /** Every try of the SDK is throttled. */
  'throttle',
  /** Every answer is lost, although the call took effect. */
  'timeout-with-effect',
] as const;

export interface SdkFault {
  readonly call: number;
  readonly way: (typeof sdkWays)[number];
}

interface Plan {
  readonly fault: SdkFault | undefined;
  readonly calls: string[];
  readonly crash: () => void;
  isGone: boolean;
}

export interface SdkInvoked {
  readonly ended: 'done' | 'failed' | 'gone';
  /** The SDK's commands, in their order. */
  readonly calls: readonly string[];
}

const plans = new AsyncLocalStorage<Plan>();
/** How many answers of this call's tries are still to be lost. */
const losing = new AsyncLocalStorage<{ left: number }>();
const forever = new Promise<never>(() => {});

class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
  readonly $metadata = {};
}

class ThrottlingException extends Error {
  override readonly name = 'ThrottlingException';
}

/** Puts the faults into a client, above and below the SDK's own retries. Calls outside of `invokeOver` are left alone. */
export const plantFaults = ({ client }: Table): void => {
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const plan = plans.getStore();
        if (plan === undefined) return next(args);
        if (plan.isGone) return forever;
        plan.calls.push(commandName);
        const way = plan.fault?.call === plan.calls.length - 1 ? plan.fault.way : undefined;
        if (way === 'throttle') throw new ThrottlingException('planted');
        const answer = await (way === 'answer-lost' ? losing.run({ left: 1 }, () => next(args)) : next(args));
        if (way === 'timeout-with-effect') throw new TimeoutError('planted');
        if (way === 'crash-after') plan.crash();
        return plan.isGone ? forever : answer;
      },
    { step: 'initialize', name: 'plantedFault', priority: 'high' },
  );
  client.middlewareStack.add(
    (next) => async (args) => {
      const answer = await next(args);
      const answers = losing.getStore();
      if (answers === undefined || answers.left === 0) return answer;
      answers.left--;
      throw new TimeoutError('socket hang up');
    },
    { step: 'deserialize', name: 'plantedLoss', priority: 'high' },
  );
};

/** One invocation whose calls may meet a fault. */
export const invokeOver = (work: () => Promise<boolean>, fault?: SdkFault): Promise<SdkInvoked> => {
  const end = Promise.withResolvers<'gone'>();
  const plan: Plan = {
    fault,
    calls: [],
    isGone: false,
    crash: () => {
      plan.isGone = true;
      end.resolve('gone');
    },
  };
  return plans.run(plan, async () => {
    const asEnd = (isDone: boolean) => (isDone ? ('done' as const) : ('failed' as const));
    const ended = await Promise.race([work().then(asEnd, () => 'failed' as const), end.promise]);
    return { ended, calls: plan.calls };
  });
};
