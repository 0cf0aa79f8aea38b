import { type Context, type Draft, goesOn, type Turns } from '../incident/draft.ts';
import type { Incident } from '../incident/incident.ts';
import type { Configuration } from '../kernel/configuration.ts';

/**
 * One thing that an incident waits for: a row of domain/lifecycle/clocks.ts. Decisions go through that table and know
 * no clock by name.
 */
export interface Clock {
  /** Literal, for logs and tests. */
  readonly name: string;
  /** Epoch ms at which it is due for this incident; undefined while it does not run. */
  readonly dueAtMs: (incident: Incident, configuration: Configuration) => number | undefined;
  /** What has to be looked up before it can act. */
  readonly needs: readonly Need[];
  /** What it does when its time has come. */
  readonly run: (draft: Draft, facts: Facts) => void;
  /** What the turns of the incident do to it. */
  readonly on: Turns;
  /** Nobody waits for it: the sweep runs it after everything else that is due. */
  readonly canWait?: true;
}

/** What clocks ask of the signals; protocol/wake/look.ts looks each up. */
export type Need =
  /** Whether any signal stands. */
  | 'standing'
  /** Signals that have expired are ended, and the next expiry is found. */
  | 'expiry'
  /** What a crash left standing by mistake is ended, and the signals are counted. */
  | 'census'
  /** What still stands goes through the walk again, before anything is decided. */
  | 'taken-in-again'
  /** What is left of a retired incident is removed, up to a limit. */
  | 'removal';

/** What was looked up. A member is there only where a clock that is due needs it. */
export interface Facts {
  readonly standing?: boolean;
  /** Comes with `standing`: whether a hold had been committed before that look. */
  readonly wasClear?: boolean;
  /** Epoch ms: the next expiry of the signals that were seen to stand. */
  readonly nextExpiryAtMs?: number;
  /** Signals counted up to a cap. */
  readonly counted?: SignalCounts;
  /** Whether anything was left of a retired incident. */
  readonly wasLeft?: boolean;
}

export interface SignalCounts {
  readonly active: number;
  readonly total: number;
}

/** A context with whole clocks. */
export interface ClockContext extends Context {
  readonly clocks: readonly Clock[];
}

/** No turn touches this clock; a row adds those that do. */
export const unaffected: Turns = {
  opened: goesOn,
  acknowledged: goesOn,
  risen: goesOn,
  resolved: goesOn,
  reopened: goesOn,
  recurred: goesOn,
  decided: goesOn,
};
