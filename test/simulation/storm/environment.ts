import type { Shell } from '../../../protocol/shell.ts';
import { tapPorts } from '../../faults/port-calls.ts';
import type { Random } from '../random.ts';
import { latencyOfCall } from './latency.ts';
import type { Services } from './services.ts';
import type { VirtualTime } from './virtual-time.ts';

/** Lambda, "Configure Lambda function memory": so much memory is a whole processor. */
const WHOLE_PROCESSOR_MB = 1_769;

/**
 * Of a whole processor, ms: signing, sending and parsing a call, and parsing, classifying and deciding on an alarm, as
 * `npm run bench` measured them (docs/performance.md, storm).
 */
const CALL_MS = 0.8;
export const ALARM_MS = 0.5;

/** Calls until the SDK gives up, and its pause after a throttle: adapters/dynamodb/table.ts, adapters/sns. */
const TRIES: Readonly<Record<string, number>> = { store: 3, publisher: 2, timers: 3, bus: 3 };
const PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 20_000;

class ThrottledError extends Error {
  override readonly name = 'ThrottlingException';
}

/** One execution environment of a function: one invocation at a time, on a share of a processor. */
export interface Environment {
  /** Lambda ended the invocation: whatever it still waits for never comes. */
  alive: boolean;
  compute(ms: number): Promise<void>;
  shell(): Shell;
}

export const createEnvironment = (
  time: VirtualTime,
  random: Random,
  memoryMb: number,
  services: Services,
): Environment => {
  const share = Math.min(1, memoryMb / WHOLE_PROCESSOR_MB);
  let busyUntilMs = 0;
  const compute = (ms: number): Promise<void> => {
    busyUntilMs = Math.max(time.now(), busyUntilMs) + ms / share;
    return time.sleep(busyUntilMs - time.now());
  };
  const environment: Environment = {
    alive: true,
    compute,
    shell: () =>
      tapPorts(services.shell, async (call, effect) => {
        const [port = ''] = call.name.split('.');
        for (let tries = 1; ; tries++) {
          await compute(CALL_MS);
          await time.sleep(latencyOfCall(random, call.name));
          if (!environment.alive) return new Promise(() => undefined);
          if (services.admits(call)) return effect();
          if (tries === TRIES[port]) return gaveUp(port);
          await time.sleep(random.next() * Math.min(LONGEST_PAUSE_MS, PAUSE_MS * 2 ** tries));
        }
      }),
  };
  return environment;
};

/** The publisher answers, the others throw: as their adapters do. */
const gaveUp = (port: string): unknown => {
  if (port === 'publisher') return { outcome: 'retry-later', reason: 'ThrottlingException' };
  throw new ThrottledError(`${port} was throttled`);
};
