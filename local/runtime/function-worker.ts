/**
 * Runs in a worker thread: one Lambda execution environment. Imports the packaged bundle once, then runs one
 * invocation at a time. AWS Lambda Developer Guide, "Using the Lambda context object (Node.js)".
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { Json } from '../kernel/json.ts';
import type { InvocationAnswer, InvocationRequest, Loaded, WorkerStart } from './invocation-message.ts';

type Handler = (event: Json, context: object) => unknown;

const start: WorkerStart = workerData;
const host = parentPort;
if (host === null) throw new Error('function-worker.ts runs in a worker thread only');

/**
 * Whoever imports `node:http` evaluates all that it exports, a WebSocket client among them: 30 ms and 3 MB for each
 * environment. The SDK does so here, where its endpoints are HTTP; on Lambda they are HTTPS.
 */
const http = process.getBuiltinModule('node:http');
for (const name of ['WebSocket', 'CloseEvent', 'MessageEvent'])
  Object.defineProperty(http, name, { value: undefined });

const contextOf = ({ requestId }: InvocationRequest, deadlineMs: number): object => ({
  awsRequestId: requestId,
  callbackWaitsForEmptyEventLoop: false,
  functionName: start.functionName,
  functionVersion: '$LATEST',
  getRemainingTimeInMillis: () => Math.max(0, deadlineMs - Date.now()),
  invokedFunctionArn: start.functionArn,
  logGroupName: start.logGroup,
  logStreamName: 'local',
  memoryLimitInMB: String(start.memoryMb),
});

const loadHandler = async (): Promise<Handler> => {
  const module: Readonly<Record<string, unknown>> = await import(start.entryUrl);
  const handler = module[start.exportName];
  if (typeof handler !== 'function')
    throw new TypeError(`${start.entryUrl} exports no function ${start.exportName}`);
  return (event, context) => handler(event, context);
};

const describe = (error: unknown): InvocationAnswer => {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  return { kind: 'error', name, message, stack: stack ?? message };
};

const loading = loadHandler();
/* The first invocation reports a bundle that does not load; unhandled, Node would end the worker before it. */
loading.then(
  () => host.postMessage({ kind: 'loaded', atMs: Date.now() } satisfies Loaded),
  () => undefined,
);

const run = async (request: InvocationRequest): Promise<InvocationAnswer> => {
  try {
    const handler = await loading;
    process.env['_X_AMZN_TRACE_ID'] = request.traceHeader;
    const result = await handler(request.event, contextOf(request, Date.now() + request.timeoutMs));
    return { kind: 'result', payload: JSON.stringify(result) ?? 'null' };
  } catch (error) {
    return describe(error);
  }
};

host.on('message', async (request: InvocationRequest) => {
  host.postMessage(await run(request));
});
