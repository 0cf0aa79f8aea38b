import type { Scenario } from '../../domain/kernel/scenario.ts';

/** What triage tells of a situation of the stand-in AWS account. */
export interface Story {
  readonly situation: string;
  readonly scenario: Scenario;
  /** Minutes from onset to the look. */
  readonly after: number;
  /** `check resource state reason` of all that is not healthy, in the order of the checks. */
  readonly wrong: readonly string[];
  /** `confidence kind: text`; `unknown` where nothing explains it. */
  readonly cause: string;
  readonly scope: string;
  /** The first proposal's command; absent: nothing is proposed. */
  readonly first?: string;
  readonly triggers?: readonly string[];
}
