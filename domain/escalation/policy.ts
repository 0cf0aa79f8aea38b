import type { Escalation } from '../incident/incident.ts';
import { FALLBACK } from '../kernel/audiences.ts';
import type { Configuration, Policy } from '../kernel/configuration.ts';
import type { Severity } from '../kernel/severity.ts';

/** The policy of a service, else of the severity. The incident keeps a snapshot of it. */
export const policyFor = (configuration: Configuration, service: string, severity: Severity): Policy => {
  const named = configuration.services.find((rule) => rule.name === service)?.policy;
  const policy = configuration.policies[named ?? configuration.policyBySeverity[severity]];
  return (
    policy ?? {
      name: 'fallback',
      rungs: [{ id: FALLBACK, audiences: [FALLBACK], timeoutMs: 300_000 }],
      repeatEveryMs: 300_000,
    }
  );
};

export const freshEscalation = (policy: Policy, nextAtMs: number): Escalation => ({
  policy,
  nextRung: 0,
  nextAtMs,
  repeats: 0,
  paged: [],
});
