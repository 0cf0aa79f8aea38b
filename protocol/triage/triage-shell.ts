import type { Lookers } from '../ports/check.ts';
import type { FindingStore } from '../ports/findings.ts';
import type { Shell } from '../shell.ts';

/** What triage acts with, beside the shell of every decision. */
export interface TriageShell extends Shell {
  readonly lookers: Lookers;
  readonly findings: FindingStore;
  /** Answers what `work` answers; after `ms` it aborts the signal and throws an error named `TimeoutError`. */
  readonly within: <T>(ms: number, work: (signal: AbortSignal) => Promise<T>) => Promise<T>;
}
