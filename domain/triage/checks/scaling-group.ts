import type { Check } from '../check.ts';
import type { ScalingGroupFacts } from '../facts/scaling-group.ts';
import type { Finding, Interpretation } from '../finding.ts';

export const scalingGroup: Check<'scaling-group'> = {
  scenarios: ['outage', 'auto-scaling', 'generic'],
  tells: 'whether instances are in service, and why launches fail',
  subjectsOf: ({ estate }) => estate.autoScalingGroups,
  interpret: (facts) => interpret(facts),
};

/** Why launches fail, by AWS's words. Auto Scaling User Guide, "Troubleshoot Amazon EC2 Auto Scaling". */
const launchCauses = [
  {
    cause: 'capacity',
    words:
      /InsufficientInstanceCapacity|insufficient capacity|do not have sufficient (?:[a-z0-9.-]{1,40} )?capacity/i,
  },
  {
    cause: 'quota',
    words: /VcpuLimitExceeded|InstanceLimitExceeded|LimitExceeded|quota|than your current/i,
  },
  {
    cause: 'template',
    words:
      /launch template|launch configuration|InvalidAMI|image id|security group|key pair|instance profile|InvalidParameter|not supported/i,
  },
  { cause: 'health-check', words: /health check|unhealthy/i },
] as const;

export type LaunchCause = (typeof launchCauses)[number]['cause'] | 'other';

export const launchCauseOf = (message: string): LaunchCause =>
  launchCauses.find(({ words }) => words.test(message))?.cause ?? 'other';

/** Whether launches of this group fail for this cause, beside what else is wrong with it. */
export const launchesFailFor = ({ check, evidence }: Finding, cause: LaunchCause): boolean => {
  const { causes } = evidence;
  return check === 'scaling-group' && Array.isArray(causes) && causes.includes(cause);
};

/** Processes without which a group neither launches nor replaces. */
const vital: ReadonlySet<string> = new Set(['Launch', 'ReplaceUnhealthy', 'HealthCheck']);

const interpret = (facts: ScalingGroupFacts): Interpretation => {
  const { name, min, max, desired, instances, suspended, failures } = facts;
  const inService = instances.filter((instance) => instance.inService).length;
  const causes = [...new Set(failures.map(({ message }) => launchCauseOf(message)))];
  const out = zonesOut(instances);
  const evidence = {
    ...{ min, max, desired, inService, suspended },
    ...{ failures: failures.length, causes, zonesOut: out },
  };
  const counts = `${inService} of ${desired} instances of ${name} in service`;
  const [newest] = failures;
  const why = newest === undefined ? '' : ` (${newest.message})`;
  if (desired > 0 && inService === 0)
    return { state: 'failed', reason: 'nothing-in-service', text: `${counts}${why}`, evidence };
  if (out.length > 0)
    return {
      state: 'degraded',
      reason: 'a-zone-is-out',
      text: `${counts}, none in ${out.join(' and ')}${why}`,
      evidence,
    };
  if (newest !== undefined)
    return {
      state: 'degraded',
      reason: `launches-fail-${launchCauseOf(newest.message)}`,
      text: `${counts}; launches fail${why}`,
      evidence,
    };
  const stopped = suspended.filter((process) => vital.has(process));
  if (stopped.length > 0)
    return {
      state: 'degraded',
      reason: 'processes-suspended',
      text: `${name}: ${stopped.join(', ')} suspended; ${counts}`,
      evidence,
    };
  if (inService < desired) return { state: 'degraded', reason: 'instances-missing', text: counts, evidence };
  if (desired >= max)
    return { state: 'degraded', reason: 'at-its-maximum', text: `${counts}, its maximum`, evidence };
  return { state: 'healthy', reason: 'all-in-service', text: counts, evidence };
};

/** Zones whose instances are all out of service, while those of another zone work. */
const zonesOut = (instances: ScalingGroupFacts['instances']): readonly string[] => {
  const zones = [...new Set(instances.map(({ zone }) => zone))].sort();
  const works = (zone: string) => instances.some((instance) => instance.zone === zone && instance.inService);
  return zones.some(works) ? zones.filter((zone) => !works(zone)) : [];
};
