import type { Check } from '../check.ts';
import type { QuotaFacts } from '../facts/scaling.ts';
import type { Interpretation } from '../finding.ts';

/**
 * Running On-Demand Standard instances (A, C, D, H, I, M, R, T, Z), in vCPUs: what most groups run on, and the only one
 * that is looked at. EC2 User Guide, "On-Demand Instance quotas".
 */
const STANDARD_VCPUS = 'L-1216C47A';

/** Whether the account may run more instances. */
export const quotas: Check<'quotas'> = {
  scenarios: ['auto-scaling'],
  tells: 'whether the account may run more instances (vCPUs of On-Demand Standard instances; no others)',
  subjectsOf: ({ estate }) => (estate.autoScalingGroups.length === 0 ? [] : [STANDARD_VCPUS]),
  interpret: (facts) => interpret(facts),
};

/** Shares of a quota. Service Quotas User Guide, "Service Quotas and CloudWatch alarms": 80 % is its own example. */
const NEAR = 0.8;
/** The smallest instances of most families have 2 vCPUs, larger ones up to 192: a full quota is seldom used to the last. */
const REACHED = 0.95;

const interpret = ({ code, name, value, used }: QuotaFacts): Interpretation => {
  const evidence = { code, value, ...(used === undefined ? {} : { used }) };
  if (used === undefined)
    return {
      state: 'unknown',
      reason: 'not-found',
      text: `AWS does not say how much of its quota is used (${name}: ${value})`,
      evidence,
    };
  const share = value === 0 ? 1 : used / value;
  const text = `${used} of ${value} used: ${name}`;
  if (share >= REACHED) return { state: 'degraded', reason: 'quota-reached', text, evidence };
  if (share >= NEAR) return { state: 'degraded', reason: 'quota-near', text, evidence };
  return { state: 'healthy', reason: 'quota-free', text, evidence };
};
