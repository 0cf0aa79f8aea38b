import type { Scenario } from '../kernel/scenario.ts';
import type { Severity } from '../kernel/severity.ts';

/** What the rules made of a signal. `rule` names the rule literally; `reason` says it to people. */
export interface Classification {
  readonly severity: Severity;
  readonly scenario: Scenario;
  readonly rule: string;
  readonly reason: string;
}

/** What a signal is about. `key` joins signals to one incident (I2); `component` tells its parts apart. */
export interface Correlation {
  readonly service: string;
  /** `security|<service>` or `availability|<service>`: security never merges with availability. */
  readonly key: string;
  readonly component: string;
}
