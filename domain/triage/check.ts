import type { Estate } from '../kernel/estate.ts';
import type { Scenario } from '../kernel/scenario.ts';
import type { SignalRecord } from '../signal/signal-record.ts';
import type { Dependency } from './facts/service-graph.ts';
import type { Interpretation } from './finding.ts';
import type { CheckName, Looks } from './looks.ts';

/** What a check may know of the incident that it is made for. Times are epoch ms. */
export interface Around {
  readonly onsetMs: number;
  readonly nowMs: number;
}

/** What stands in the incident. */
export interface Scene extends Around {
  readonly scenario: Scenario;
  readonly estate: Estate;
  /** The service itself, then all that it depends on as tocsin.yml lists it, the nearest first. */
  readonly dependencies: readonly Dependency[];
  /** Where it is looked: that of the oldest signal that stands. */
  readonly region: string;
  /** Up to 25 that stand, oldest first. */
  readonly signals: readonly SignalRecord[];
}

/** A check: a row of domain/triage/checks.ts. */
export interface Check<K extends CheckName = CheckName> {
  /** The scenarios in which it is made. */
  readonly scenarios: readonly Scenario[];
  /** What it would have told, for people who read that it could not be made. */
  readonly tells: string;
  /** What it looks at in this incident; nothing: the check is not made. */
  subjectsOf(scene: Scene): readonly Looks[K]['subject'][];
  /** What its facts mean. */
  interpret(facts: Looks[K]['facts'], around: Around): Interpretation;
}
