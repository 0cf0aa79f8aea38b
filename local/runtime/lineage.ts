import { createHash, randomBytes } from 'node:crypto';

/**
 * After about so many invocations in one chain of requests Lambda stops a function, unless its `RecursiveLoop` is `Allow`.
 * AWS Lambda Developer Guide, "Use Lambda recursive loop detection to prevent infinite loops".
 */
export const LONGEST_CHAIN = 16;

/** One invocation in the chain of requests that led to it. */
export interface Hop {
  /** `_X_AMZN_TRACE_ID`: the SDK sends it on with each call, and a queue keeps it as the message's `AWSTraceHeader`. */
  readonly traceHeader: string;
  /** How often the function was invoked in this chain, this time included. */
  readonly count: number;
}

/**
 * The next invocation of a function after requests with these trace headers. A batch has the chain that went round most
 * often. A message without a header begins a chain.
 */
export const nextHop = (functionName: string, traceHeaders: readonly string[]): Hop => {
  const own = idOf(functionName);
  const [longest = { root: newRoot(), counts: new Map<string, number>() }] = traceHeaders
    .map(readHeader)
    .sort((a, b) => (b.counts.get(own) ?? 0) - (a.counts.get(own) ?? 0));
  const count = (longest.counts.get(own) ?? 0) + 1;
  const lineage = [...new Map([...longest.counts, [own, count]])].map((pair) => pair.join(':')).join(',');
  return {
    traceHeader: `Root=${longest.root};Parent=${randomBytes(8).toString('hex')};Sampled=0;Lineage=${lineage}`,
    count,
  };
};

interface Chain {
  readonly root: string;
  /** Invocations so far, by the function's id. */
  readonly counts: ReadonlyMap<string, number>;
}

const readHeader = (header: string): Chain => {
  const fields = new Map(header.split(';').map((field) => pairOf(field, '=')));
  const counts = (fields.get('Lineage') ?? '').split(',').filter((part) => part !== '');
  return {
    root: fields.get('Root') ?? newRoot(),
    counts: new Map(
      counts.map((part) => {
        const [id, count] = pairOf(part, ':');
        return [id, Number(count) || 0];
      }),
    ),
  };
};

const pairOf = (text: string, separator: string): readonly [string, string] => {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
};

const newRoot = (): string => {
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  return `1-${seconds}-${randomBytes(12).toString('hex')}`;
};

const idOf = (functionName: string): string =>
  createHash('sha256').update(functionName).digest('hex').slice(0, 8);
