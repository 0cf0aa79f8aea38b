/**
 * Who calls whom, and what was seen of each part. X-Ray's `GetServiceGraph` answers both; where there are no traces,
 * `dependsOn` of tocsin.yml is the graph and CloudWatch has the figures.
 */

export interface Call {
  readonly caller: string;
  readonly callee: string;
}

export interface CallGraph {
  readonly calls: readonly Call[];
}

/** What one part did in one slot. A figure that the source does not have is absent; zero means that it was counted. */
export interface Figures {
  readonly requests?: number;
  /** The mean of the slot. */
  readonly latencyMs?: number;
  /** Requests that failed: faults of X-Ray, 5XX of CloudWatch. */
  readonly faults?: number;
}

/** A stretch of time in slots of one length. */
export interface Stretch {
  readonly slotMs: number;
  /** When each slot begins, ascending. */
  readonly slots: readonly number[];
  /** A row of figures a part, one a slot; a part or slot without figures may be absent. */
  readonly parts: ReadonlyMap<string, readonly (Figures | undefined)[]>;
}

/** What can be off of a part's answers. */
export type Measure = 'latency' | 'faults';

/** What an alarm is about: a part, what of it, and since when. */
export interface Target {
  readonly part: string;
  readonly measure: Measure;
  readonly atMs: number;
}
