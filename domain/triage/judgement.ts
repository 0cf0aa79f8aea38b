import type { Confidence } from '../incident/triage-summary.ts';
import type { Trigger } from '../kernel/trigger.ts';
import type { UnknownReason } from './unknown.ts';

/** What a run concludes: item `INC#<id>` / `JUDGEMENT#<run>`. */
export interface Judgement {
  readonly run: number;
  /** Epoch ms. */
  readonly atMs: number;
  /** Where it was looked. */
  readonly region?: string;
  /** The probable cause; absent: it is unknown. */
  readonly cause?: Hypothesis;
  /** Other hypotheses with something that speaks for them, the likeliest first. */
  readonly alternatives: readonly Hypothesis[];
  readonly scope: Scope;
  /** What could not be looked at, and what it would have told. */
  readonly gaps: readonly Gap[];
  readonly proposals: readonly Proposal[];
  /** Answers that the evidence gives to the questions of the decision trees. */
  readonly answers: Readonly<Record<string, string>>;
  /** Escalation triggers that the evidence fires. */
  readonly triggers: readonly Trigger[];
  /** What is known, in a line for people. */
  readonly text: string;
  /** Since when the database is unavailable, epoch ms; absent: it is available, or nobody knows. */
  readonly databaseDownSinceMs?: number;
}

/** What may have caused it. */
export interface Hypothesis {
  /** Literal, such as `deployment`: the name of its rule. */
  readonly kind: string;
  readonly confidence: Confidence;
  /** One line for people. */
  readonly text: string;
  /** Ids of the findings that speak for and against it. */
  readonly for: readonly string[];
  readonly against: readonly string[];
}

/** How much of the service is concerned. */
export interface Scope {
  readonly kind: 'all' | 'part' | 'one-zone' | 'none' | 'unknown';
  /** Share of the capacity that is unavailable, 0 to 1; absent: not known. */
  readonly unavailable?: number;
  readonly text: string;
}

/** What could not be looked at. */
export interface Gap {
  readonly check: string;
  readonly resource?: string;
  readonly reason: UnknownReason | 'not-configured';
  readonly text: string;
}

/** A step of the runbook that the evidence suggests. Nothing is changed by proposing it. */
export interface Proposal {
  /** `<run>.<action>.<n>` */
  readonly id: string;
  /** Literal, such as `roll-back-deployment`. */
  readonly action: string;
  readonly text: string;
  readonly why: string;
  readonly risk: string;
  /** The command that it stands for, for the AWS CLI. */
  readonly command: string;
}
