import type { Scenario } from '../../kernel/scenario.ts';
import type { Severity } from '../../kernel/severity.ts';
import type { Level } from './level.ts';
import type { View } from './view.ts';

/** What a rule makes of a signal, or that it is no incident. `reason` goes to people. */
export type Verdict =
  | { readonly severity: Severity; readonly scenario: Scenario; readonly reason: string }
  | { readonly ignore: true; readonly reason: string };

/** A built-in rule. `judge` is pure and total, and answers undefined for what the rule is not about. */
export interface BuiltInRule {
  /** Literal: recorded with the incident, listed in docs/rules.md. */
  readonly name: string;
  readonly judge: (view: View) => Verdict | undefined;
}

/** The severity where the limit is passed, else that of unknown alarms: a team set the alarm for a reason. */
export const graded = (
  view: View,
  level: Level | undefined,
  passed: Severity,
  scenario: Scenario,
  what: string,
): Verdict | undefined => {
  if (level === undefined) return undefined;
  const severity = level.passed ? passed : view.configuration.defaultSeverity;
  return { severity, scenario, reason: `${what}: ${level.text}` };
};
