import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Json } from '../kernel/json.ts';
import type { FunctionSpec } from '../template/stack.ts';
import type { FunctionLog } from './function-log.ts';
import type { WorkerStart } from './invocation-message.ts';
import { LONGEST_CHAIN, nextHop } from './lineage.ts';
import type { PackagedFunction } from './packaged-function.ts';
import { type Outcome, runOn } from './run-invocation.ts';

export interface FunctionPool {
  /**
   * Runs the handler once; waits for a free worker where all are busy. Never rejects.
   * @param traceHeaders of the messages that it is invoked for
   */
  invoke(event: Json, traceHeaders?: readonly string[]): Promise<Outcome>;
  stop(): Promise<void>;
}

export interface PoolOptions {
  readonly spec: FunctionSpec;
  readonly code: PackagedFunction;
  /** Asked for when a worker starts. */
  readonly environment: () => Readonly<Record<string, string>>;
  readonly log: FunctionLog;
  readonly maxWorkers: number;
  /** How long an idle environment is kept; a minute and a half. */
  readonly idleMs?: number;
}

/**
 * The heap of an execution environment: no more than the function has on Lambda, and little enough that V8 collects
 * before it grows; the functions use 30 to 100 MB (docs/performance.md). Without limits each thread keeps hundreds.
 */
const limitsOf = ({ memoryMb }: FunctionSpec) => ({
  maxOldGenerationSizeMb: Math.min(memoryMb, 160),
  maxYoungGenerationSizeMb: 8,
});

/** An execution environment that nobody needed for so long ends. Longer than the sweep's minute. */
const idleMs = 90_000;

const spawn = ({ spec, code, environment, log }: PoolOptions): Worker => {
  const workerData: WorkerStart = {
    entryUrl: pathToFileURL(code.entryPath).href,
    exportName: code.exportName,
    functionName: spec.name,
    functionArn: spec.arn,
    memoryMb: spec.memoryMb,
    logGroup: `/aws/lambda/${spec.name}`,
  };
  const worker = new Worker(new URL('./function-worker.ts', import.meta.url), {
    name: spec.name,
    workerData,
    env: { ...environment() },
    resourceLimits: limitsOf(spec),
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdout: true,
    stderr: true,
  });
  log.follow(worker.stdout);
  log.follow(worker.stderr);
  return worker;
};

/** Execution environments of one function: grown on demand, one invocation at a time each, replaced when they crash. */
export const makeFunctionPool = (options: PoolOptions): FunctionPool => {
  const idle: Worker[] = [];
  const retirements = new Map<Worker, NodeJS.Timeout>();
  const all = new Set<Worker>();
  const waiting: (() => void)[] = [];
  let busy = 0;
  let stopped = false;

  const take = (): Worker => {
    const free = idle.pop();
    if (free !== undefined) {
      clearTimeout(retirements.get(free));
      return free;
    }
    const worker = spawn(options);
    all.add(worker);
    /* A crash while nothing runs would end the host; the environment is replaced by the next invocation. */
    worker.on('error', () => undefined);
    worker.once('exit', () => {
      all.delete(worker);
      clearTimeout(retirements.get(worker));
      retirements.delete(worker);
      const at = idle.indexOf(worker);
      if (at >= 0) idle.splice(at, 1);
    });
    return worker;
  };
  const rest = (worker: Worker): void => {
    idle.push(worker);
    const retire = (): void => {
      const at = idle.indexOf(worker);
      if (at < 0) return;
      idle.splice(at, 1);
      void worker.terminate();
    };
    retirements.set(worker, setTimeout(retire, options.idleMs ?? idleMs).unref());
  };
  const invoke = async (event: Json, traceHeaders: readonly string[] = []): Promise<Outcome> => {
    const { spec, log } = options;
    const hop = nextHop(spec.name, traceHeaders);
    if (hop.count > LONGEST_CHAIN && !spec.mayLoop) {
      const message = `stopped: a loop of ${hop.count} rounds. If it is meant, give it RecursiveLoop: Allow`;
      log.failure(`${spec.name}: ${message}`);
      return { kind: 'failed', reason: 'looped', message };
    }
    if (busy >= options.maxWorkers) await new Promise<void>((free) => waiting.push(free));
    if (stopped) return { kind: 'failed', reason: 'stopped', message: 'the host is stopping' };
    busy += 1;
    const worker = take();
    const { outcome, fit } = await runOn(worker, event, hop.traceHeader, options, () => stopped);
    if (fit) rest(worker);
    busy -= 1;
    waiting.shift()?.();
    return outcome;
  };
  const stop = async (): Promise<void> => {
    stopped = true;
    for (const free of waiting.splice(0)) free();
    await Promise.all([...all].map((worker) => worker.terminate()));
  };
  return { invoke, stop };
};
