import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';

/** One call to AWS as it went over the wire, retries counted each. Times are `performance.now()`. */
export interface Call {
  /** `GetItem`, `Publish`, … */
  readonly operation: string;
  readonly startedAtMs: number;
  endedAtMs: number;
  /** Of the request's body. */
  readonly bytes: number;
  /** Asked by the benchmark itself, beside what it measures. */
  readonly isObserver: boolean;
}

/** `customUserAgent` of clients whose calls are not the product's. */
export const OBSERVER = 'bench-observer';

/** Whatever this process asks of AWS while it is recorded. */
export interface CallLog {
  readonly calls: readonly Call[];
  /** Forgets what was recorded so far. */
  clear(): void;
  stop(): void;
}

/**
 * Listens to Node's own channels of its HTTP client, below the SDK, so that no adapter has to be changed and nothing
 * escapes. SNS alone says its operation in the body (its query protocol), and is only ever asked to publish.
 */
export const recordCalls = (): CallLog => {
  let calls: Call[] = [];
  const open = new WeakMap<ClientRequest, Call>();
  const started = (message: unknown): void => {
    const request = requestOf(message);
    if (request === undefined) return;
    const target = request.getHeader('x-amz-target');
    const call: Call = {
      operation: typeof target === 'string' ? (target.split('.').at(-1) ?? target) : 'Publish',
      startedAtMs: performance.now(),
      endedAtMs: Number.NaN,
      bytes: Number(request.getHeader('content-length') ?? 0),
      isObserver: String(request.getHeader('user-agent') ?? '').includes(OBSERVER),
    };
    calls.push(call);
    open.set(request, call);
  };
  const finished = (message: unknown): void => {
    const request = requestOf(message);
    const call = request && open.get(request);
    if (call) call.endedAtMs = performance.now();
  };
  subscribe('http.client.request.start', started);
  subscribe('http.client.response.finish', finished);
  return {
    get calls() {
      return calls;
    },
    clear: () => {
      calls = [];
    },
    stop: () => {
      unsubscribe('http.client.request.start', started);
      unsubscribe('http.client.response.finish', finished);
    },
  };
};

const requestOf = (message: unknown): ClientRequest | undefined => {
  if (typeof message !== 'object' || message === null || !('request' in message)) return undefined;
  const request = message.request;
  return isClientRequest(request) ? request : undefined;
};

const isClientRequest = (value: unknown): value is ClientRequest =>
  typeof value === 'object' && value !== null && 'getHeader' in value;

/** `2 PutItem, 1 Publish`, the most frequent first. */
export const summaryOf = (calls: readonly Call[]): string =>
  [...countsOf(calls)]
    .sort(([, a], [, b]) => b - a)
    .map(([operation, count]) => `${count} ${operation}`)
    .join(', ') || 'none';

export const countsOf = (calls: readonly Call[]): ReadonlyMap<string, number> =>
  new Map([...Map.groupBy(calls, ({ operation }) => operation)].map(([name, some]) => [name, some.length]));
