import type { Json } from '../kernel/json.ts';

/** What a worker is started with. */
export interface WorkerStart {
  readonly entryUrl: string;
  readonly exportName: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMb: number;
  readonly logGroup: string;
}

/** Host to worker: run the handler once. */
export interface InvocationRequest {
  readonly requestId: string;
  readonly event: Json;
  /** So long after it has begun the host ends the worker. */
  readonly timeoutMs: number;
  readonly traceHeader: string;
}

/** Worker to host, once: its bundle is imported, and invocations begin. */
export interface Loaded {
  readonly kind: 'loaded';
  /** Epoch ms. */
  readonly atMs: number;
}

/** Worker to host: what the handler returned, or what it threw. */
export type InvocationAnswer =
  | { readonly kind: 'result'; readonly payload: string }
  | { readonly kind: 'error'; readonly name: string; readonly message: string; readonly stack: string };
