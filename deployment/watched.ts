/** What the stack watches of itself. */
export interface Watched {
  /** What alarm names begin with: `tocsin-<stage>`. Intake ignores alarms of such names (no loops). */
  readonly name: string;
  /** Functions, kebab-case: `ingest-alarm` is deployed as `<name>-ingest-alarm`. */
  readonly functions: readonly string[];
  readonly tableIndexes: readonly string[];
  /** Topics: their names without `<name>-`. */
  readonly topics: readonly string[];
  /** Somebody is reached by SMS. */
  readonly sendsSms: boolean;
  readonly smsMonthlyLimitUsd: number;
  /** Also the alarms that tell where a trouble is which the others tell of. */
  readonly diagnostic: boolean;
}
