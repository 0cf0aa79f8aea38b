import type { Journal } from '../../protocol/ports/journal.ts';
import { type Call, type CallLog, recordCalls } from '../meters/call-log.ts';
import type { Meter } from '../meters/meter.ts';
import { addUsage, type Usage } from './prices.ts';

/** What an invocation of a function is taken to last and to write; deployed functions have not been measured. */
export const assumed = {
  /** Of an invocation's own computing, ms. */
  ownMs: 15,
  /** Of each AWS call, as if none ran beside another, ms. */
  callMs: 8,
  /** Of a cold start, ms. */
  coldMs: 400,
  /** Lambda's own START, END and REPORT lines, bytes. */
  platformLogBytes: 350,
} as const;

const BYTES_A_GB = 2 ** 30;

/** What one step did. */
export interface Step {
  readonly name: string;
  readonly calls: readonly Call[];
  readonly usage: Usage;
}

/** How a step came about, for what is billed around the function. */
export interface Trigger {
  readonly functionName: string;
  readonly memoryMb: number;
  /** Messages that a queue handed over; each was received and deleted. Sends from outside count 64 KB each. */
  readonly received?: number;
  /** Put on the queue by EventBridge or SNS, not by a call that is seen here. */
  readonly sentFromOutside?: number;
  readonly overHttp?: boolean;
}

export interface UsageRecorder {
  readonly steps: readonly Step[];
  /** Distinct pairs of function and reason: each is a custom metric. */
  readonly metrics: ReadonlySet<string>;
  readonly journal: Journal;
  run<T>(name: string, trigger: Trigger, work: () => Promise<T>): Promise<T>;
  stop(): void;
}

/** Records what each invocation asks of AWS, writes to its log, and costs. */
export const recordUsage = (meter: Meter, inner: Journal): UsageRecorder => {
  const log = recordCalls();
  const stdout = countOutput();
  const steps: Step[] = [];
  const metrics = new Set<string>();
  let running = '';
  return {
    steps,
    metrics,
    journal: {
      note: (level, reason, fields) => {
        metrics.add(`${running}:${reason}`);
        inner.note(level, reason, fields);
      },
    },
    run: async (name, trigger, work) => {
      running = trigger.functionName;
      reset(log, meter, stdout);
      const result = await work();
      steps.push({ name, calls: productCalls(log), usage: usageOf(log, meter, stdout.bytes, trigger) });
      return result;
    },
    stop: () => {
      log.stop();
      stdout.stop();
    },
  };
};

/** The meter looks at items through a client of its own; its requests carry its name. */
const productCalls = (log: CallLog): readonly Call[] => log.calls.filter(({ isObserver }) => !isObserver);

const reset = (log: CallLog, meter: Meter, stdout: { bytes: number }): void => {
  log.clear();
  meter.writeUnits = 0;
  meter.readUnits = 0;
  stdout.bytes = 0;
};

const usageOf = (log: CallLog, meter: Meter, logBytes: number, trigger: Trigger): Usage => {
  const calls = productCalls(log);
  const of = (operation: string) => calls.filter((call) => call.operation === operation).length;
  const seconds = (assumed.ownMs + calls.length * assumed.callMs) / 1000;
  const { received = 0, sentFromOutside = 0, overHttp = false } = trigger;
  return {
    writeUnit: meter.writeUnits,
    readUnit: meter.readUnits,
    invocation: 1,
    gbSecond: (seconds * trigger.memoryMb) / 1024,
    queueRequest: of('SendMessage') + received * 2 + sentFromOutside,
    publish: of('Publish'),
    mail: of('Publish'),
    busEvent: of('PutEvents'),
    apiCall: overHttp ? 1 : 0,
    logGb: (logBytes + assumed.platformLogBytes) / BYTES_A_GB,
  };
};

/** Counts what goes to standard output: on Lambda that is the log, metrics included. */
const countOutput = () => {
  const write = process.stdout.write.bind(process.stdout);
  const counted = {
    bytes: 0,
    stop: () => {
      process.stdout.write = write;
    },
  };
  process.stdout.write = (chunk: string | Uint8Array): boolean => {
    counted.bytes += typeof chunk === 'string' ? Buffer.byteLength(chunk) : chunk.byteLength;
    return true;
  };
  return counted;
};

export const usageOfSteps = (steps: readonly Step[]): Usage =>
  steps.reduce((all, { usage }) => addUsage(all, usage), {});
