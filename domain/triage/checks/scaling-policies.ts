import type { Check } from '../check.ts';
import type { ScalingPolicyFacts } from '../facts/scaling.ts';
import type { Interpretation } from '../finding.ts';

/** Whether a group's policies can work: that they are on, and that an alarm stands behind each. */
export const scalingPolicies: Check<'scaling-policies'> = {
  scenarios: ['auto-scaling'],
  tells: 'whether the scaling policies of the group can work',
  subjectsOf: ({ estate }) => estate.autoScalingGroups,
  interpret: (facts) => interpret(facts),
};

const interpret = ({ name, policies }: ScalingPolicyFacts): Interpretation => {
  const off = policies.filter(({ enabled }) => !enabled);
  const deaf = policies.filter(
    ({ enabled, forecasts, alarms }) => enabled && !forecasts && alarms.length === 0,
  );
  const evidence = {
    policies: policies.map((policy) => policy.name),
    off: off.map((policy) => policy.name),
    withoutAlarm: deaf.map((policy) => policy.name),
    alarms: policies.flatMap(({ alarms }) => alarms),
  };
  const [turnedOff] = off;
  if (turnedOff !== undefined)
    return {
      state: 'degraded',
      reason: 'policies-off',
      text: `${name}: scaling policy ${turnedOff.name} is off`,
      evidence,
    };
  const [first] = deaf;
  if (first !== undefined)
    return {
      state: 'degraded',
      reason: 'policies-without-alarm',
      text: `${name}: scaling policy ${first.name} has no alarm that could run it`,
      evidence,
    };
  return policies.length === 0
    ? { state: 'healthy', reason: 'no-policies', text: `${name} does not scale by itself`, evidence }
    : { state: 'healthy', reason: 'policies-on', text: `${name}: its scaling policies are on`, evidence };
};
