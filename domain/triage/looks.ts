import type { HealthUrl } from '../kernel/estate.ts';
import type { HealthAnswer } from './facts/health-answer.ts';
import type { TargetGroupFacts, TargetsSubject } from './facts/targets.ts';

/**
 * Every check by its name: what it is asked to look at, and what it then knows of each resource. A check is three parts:
 * a row here, an adapter that says how AWS answers it (functions/triage-incident/lookers.ts), and its meaning
 * (domain/triage/checks.ts). One that lacks a part does not compile.
 */
export interface Looks {
  readonly 'health-url': { readonly subject: HealthUrl; readonly facts: HealthAnswer };
  readonly 'target-health': { readonly subject: TargetsSubject; readonly facts: TargetGroupFacts };
}

export type CheckName = keyof Looks;
