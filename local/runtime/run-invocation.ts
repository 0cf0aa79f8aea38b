import { randomUUID } from 'node:crypto';
import type { Worker } from 'node:worker_threads';
import { type Json, parseJson } from '../kernel/json.ts';
import type { FunctionSpec } from '../template/stack.ts';
import type { FunctionLog } from './function-log.ts';
import type { InvocationAnswer, InvocationRequest, Loaded } from './invocation-message.ts';

/** As on Lambda: what the handler returned, or that it threw, crashed or took too long. */
export type Outcome =
  | { readonly kind: 'returned'; readonly payload: Json }
  | {
      readonly kind: 'failed';
      readonly reason: 'threw' | 'crashed' | 'timed-out' | 'stopped' | 'looped';
      readonly message: string;
    };

const readAnswer = (answer: InvocationAnswer, log: FunctionLog): Outcome => {
  if (answer.kind === 'result') return { kind: 'returned', payload: parseJson(answer.payload) };
  log.failure(answer.stack);
  return { kind: 'failed', reason: 'threw', message: `${answer.name}: ${answer.message}` };
};

/**
 * So long an environment may take to be ready, which does not count to the function's timeout. AWS Lambda Developer Guide,
 * "Understanding the Lambda execution environment lifecycle".
 */
const initMs = 10_000;

const ready = new WeakSet<Worker>();

export interface Ending {
  readonly outcome: Outcome;
  /** Whether the environment can take another invocation. */
  readonly fit: boolean;
}

/**
 * One invocation on one worker, ended as Lambda would: by its answer, its crash, or its timeout.
 * @param stopping whether an end is meant
 */
export const runOn = (
  worker: Worker,
  event: Json,
  traceHeader: string,
  { spec, log }: { readonly spec: FunctionSpec; readonly log: FunctionLog },
  stopping: () => boolean,
): Promise<Ending> =>
  new Promise((done) => {
    const finish = (outcome: Outcome, fit: boolean): void => {
      clearTimeout(timer);
      worker.off('message', answered).off('error', crashed).off('exit', ended);
      done({ outcome, fit });
    };
    const fail = (reason: 'crashed' | 'timed-out' | 'stopped', message: string): void => {
      if (reason !== 'stopped') log.failure(`${spec.name}: ${message}`);
      finish({ kind: 'failed', reason, message }, false);
    };
    /* From when it was ready, not from when a busy host hears of it: leases of effects end two seconds later. */
    const loaded = ({ atMs }: Loaded): void => {
      ready.add(worker);
      clearTimeout(timer);
      timer = setTimeout(late, Math.max(0, atMs + spec.timeoutMs - Date.now()));
    };
    const answered = (message: InvocationAnswer | Loaded): void => {
      if (message.kind === 'loaded') loaded(message);
      else finish(readAnswer(message, log), true);
    };
    const crashed = (error: unknown): void =>
      fail('crashed', `crashed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    const ended = (code: number): void =>
      stopping()
        ? fail('stopped', 'the host is stopping')
        : fail('crashed', `its process ended (exit code ${code})`);
    const late = (): void => {
      fail('timed-out', `Task timed out after ${(spec.timeoutMs / 1000).toFixed(2)} seconds`);
      void worker.terminate();
    };
    let timer = setTimeout(late, spec.timeoutMs + (ready.has(worker) ? 0 : initMs));
    worker.on('message', answered).on('error', crashed).on('exit', ended);
    const request: InvocationRequest = {
      requestId: randomUUID(),
      event,
      traceHeader,
      timeoutMs: spec.timeoutMs,
    };
    worker.postMessage(request);
  });
