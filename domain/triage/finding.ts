/** How what was looked at is. `unknown`: it could not be looked at, for the reason that the finding names. */
export const findingStates = ['healthy', 'degraded', 'failed', 'unknown'] as const;

export type FindingState = (typeof findingStates)[number];

/** A number, an id or a time (ISO 8601) that a finding rests on. Never a secret (I10). */
export type Evidence = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** What a check says of one resource. */
export interface Interpretation {
  readonly state: FindingState;
  /** Literal, such as `all-targets-unhealthy`. */
  readonly reason: string;
  /** One line for people. */
  readonly text: string;
  readonly evidence: Evidence;
}

/** What one look at one resource found: item `INC#<id>` / `FINDING#<run>#<check>#<n>`. */
export interface Finding extends Interpretation {
  /** `<run>.<check>.<n>`: within its incident it names this finding for good. */
  readonly id: string;
  readonly run: number;
  readonly check: string;
  /** The name of what was looked at; absent where the check as a whole could not be made. */
  readonly resource?: string;
  /** How long the check took, ms. */
  readonly tookMs: number;
  /** Epoch ms. */
  readonly atMs: number;
}

export const findingId = (run: number, check: string, n: number): string => `${run}.${check}.${n}`;
