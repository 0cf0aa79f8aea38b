/**
 * What an incident keeps of its triage: at most 1 KB. Findings and judgements are items of their own. Times are epoch
 * milliseconds.
 */
export interface TriageSummary {
  /** Runs asked for so far. The last is the only one whose judgement counts. */
  readonly runs: number;
  /** `lost`: the last run gave no answer, nor did the one after it. */
  readonly state: 'running' | 'done' | 'lost';
  /** Runs in a row that gave no answer. */
  readonly lost?: number;
  /** When the last run was asked for, and why. */
  readonly askedAtMs: number;
  readonly reason: TriageReason;
  /** The last run that was judged, and when. */
  readonly judged?: { readonly run: number; readonly atMs: number };
  /** The next look, unless something asks for one before. */
  readonly nextAtMs?: number;
  /** Where the last run looked. */
  readonly region?: string;
  /** Something could be looked at. */
  readonly hasLooked?: true;
  /** What the last run found, without its numbers. */
  readonly signs?: string;
  /** What is known, in a line for people; at most `MAX_TRIAGE_TEXT` characters. */
  readonly text?: string;
  /** Kinds of causes that people were told of, each once; `unknown` where the first judgement had none. */
  readonly told?: readonly string[];
  /** The probable cause; `unknown` where no rule found one. */
  readonly cause?: { readonly kind: string; readonly confidence: Confidence; readonly text: string };
  /** Whether the service works again, as a run found after all had cleared; absent: none was made since. */
  readonly verification?: { readonly passed: boolean; readonly atMs: number };
  /** Since when the database is known to be unavailable. */
  readonly databaseDownSinceMs?: number;
  /** What people answered to the questions that only they can answer. */
  readonly answers?: readonly PersonsAnswer[];
}

/** Why a run is made. */
export type TriageReason = 'opened' | 'reopened' | 'severity-raised' | 'look-again' | 'cleared' | 'by-person';

export type Confidence = 'high' | 'medium' | 'low';

/** An answer to a question of a decision tree, by a person. */
export interface PersonsAnswer {
  readonly question: string;
  readonly answer: string;
  readonly by: string;
  readonly atMs: number;
}

export const MAX_TRIAGE_TEXT = 300;
