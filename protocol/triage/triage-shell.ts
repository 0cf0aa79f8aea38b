import type { Lookers } from '../ports/check.ts';
import type { FindingStore } from '../ports/findings.ts';
import type { Shell } from '../shell.ts';

/** What triage acts with, beside the shell of every decision. */
export interface TriageShell extends Shell {
  /** How each check is answered in a region. */
  readonly lookersIn: (region: string) => Lookers;
  /** The account that is looked at, and where; what signals of another account name is not looked up. `undefined`: all. */
  readonly account: string | undefined;
  /** Where this stack is: the region that is looked at where no signal names one. */
  readonly region: string;
  readonly findings: FindingStore;
  /** Takes secrets and personal data out of a text (I10): what AWS says may quote whoever wrote to it. */
  readonly clean: (text: string) => string;
  /** Answers what `work` answers; after `ms` it aborts the signal and throws an error named `TimeoutError`. */
  readonly within: <T>(ms: number, work: (signal: AbortSignal) => Promise<T>) => Promise<T>;
}
