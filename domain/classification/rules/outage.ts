import { shownNumber } from '../../kernel/unit.ts';
import { availabilityRules } from './availability.ts';
import { below, directionOf, onlyMissing } from './level.ts';
import type { BuiltInRule } from './rule.ts';
import { isAlarm, measures, phraseIn, type View } from './view.ts';

/**
 * "Complete application failure", "All users unable to access the dashboard": alarms named so. Service Outage
 * Runbook, "Trigger Conditions".
 */
const completeFailureNamed: BuiltInRule = {
  name: 'complete-failure-named',
  judge: (view) => {
    const phrase = phraseIn(view, [
      'complete outage',
      'total outage',
      'complete failure',
      'complete application failure',
      'complete service outage',
      'all users unable',
      'region down',
      'all instances unhealthy',
      'all targets unhealthy',
      'all hosts unhealthy',
      'no healthy hosts',
      'no healthy targets',
      'no healthy instances',
    ]);
    if (!isAlarm(view) || phrase === undefined) return undefined;
    return { severity: 'SEV1', scenario: 'outage', reason: `complete outage: its name says "${phrase}"` };
  },
};

/** HealthyHostCount of one zone says nothing of the others. */
const ofOneZone = (view: View): boolean =>
  view.signal.metrics.some((metric) => metric.dimensions['AvailabilityZone'] !== undefined);

/**
 * "Health checks failing across all instances" (Service Outage Runbook, "Trigger Conditions"), no healthy target at
 * all: SEV1 (docs/requirements.md, Severity, availability).
 */
const noHealthyTarget: BuiltInRule = {
  name: 'no-healthy-target',
  judge: (view) => {
    const { transition } = view;
    if (!isAlarm(view) || !measures(view, 'healthy-count')) return undefined;
    const level = below(transition, { limit: 1, unit: '' });
    if (level === undefined || !(level.passed || onlyMissing(transition))) return undefined;
    const told = onlyMissing(transition)
      ? 'data is missing, none is known to be healthy any more'
      : level.text;
    return ofOneZone(view)
      ? { severity: 'SEV2', scenario: 'outage', reason: `healthy targets in one zone: ${told}` }
      : { severity: 'SEV1', scenario: 'outage', reason: `healthy targets: ${told}` };
  },
};

/** "Health checks failing" of some targets, a partial outage: SEV2. Emergency Response Procedures, scenario 1, Symptoms. */
const targetsUnhealthy: BuiltInRule = {
  name: 'targets-unhealthy',
  judge: (view) => {
    const { transition, measured } = view;
    const { value } = transition;
    const direction = directionOf(transition);
    const failing =
      (measures(view, 'unhealthy-count') && direction !== 'low' && value !== 0) ||
      (measures(view, 'healthy-count') && direction !== 'high');
    if (!isAlarm(view) || measured === undefined || !failing || onlyMissing(transition)) return undefined;
    // Fewer or more than usual are not yet fewer than needed.
    if (transition.comparison === 'outside-band') return undefined;
    const shown = value === undefined ? '' : ` (${shownNumber(value)})`;
    return {
      severity: 'SEV2',
      scenario: 'outage',
      reason: `health checks of targets fail: ${measured.metric.name}${shown}`,
    };
  },
};

/**
 * A Route 53 health check asks from the whole world: when it fails, users are unable to reach the service. Emergency
 * Response Procedures, scenario 1, Symptoms ("All users unable to access service").
 */
const endpointUnreachable: BuiltInRule = {
  name: 'endpoint-unreachable',
  judge: (view) => {
    if (!measures(view, 'endpoint-health')) return undefined;
    const level = below(view.transition, { limit: 1, unit: '' });
    if (level === undefined) return undefined;
    if (!level.passed)
      return { severity: 'SEV2', scenario: 'outage', reason: `health check of the endpoint: ${level.text}` };
    return { severity: 'SEV1', scenario: 'outage', reason: `users cannot reach the endpoint: ${level.text}` };
  },
};

/** Users unable to reach the service, said by the alarm's name. Emergency Response Procedures, scenario 1, Symptoms. */
const unreachableNamed: BuiltInRule = {
  name: 'unreachable-named',
  judge: (view) => {
    const phrase = phraseIn(view, [
      'outage',
      'unreachable',
      'not reachable',
      'service down',
      'site down',
      'website down',
      'application down',
      'app down',
      'api down',
      'service unavailable',
      'users cannot',
      'users unable',
      'cannot reach',
      'heartbeat missing',
      'health check failed',
      'health check failing',
    ]);
    if (!isAlarm(view) || phrase === undefined) return undefined;
    return {
      severity: 'SEV2',
      scenario: 'outage',
      reason: `users may not reach the service: its name says "${phrase}"`,
    };
  },
};

/** One instance fails its status checks: limited impact, SEV3. Emergency Response Procedures, scenario 1, Symptoms. */
const instanceCheckFailed: BuiltInRule = {
  name: 'instance-check-failed',
  judge: (view) => {
    const { transition, measured } = view;
    if (!measures(view, 'status-check') || measured === undefined) return undefined;
    if (directionOf(transition) === 'low' || onlyMissing(transition) || transition.value === 0)
      return undefined;
    return {
      severity: 'SEV3',
      scenario: 'outage',
      reason: `health checks of an instance fail: ${measured.metric.name}`,
    };
  },
};

/** Before the rules of the other scenarios: an outage outweighs a resource that is merely busy. */
export const outageRules: readonly BuiltInRule[] = [
  noHealthyTarget,
  completeFailureNamed,
  targetsUnhealthy,
  endpointUnreachable,
  ...availabilityRules,
];

/** After the rules of the other scenarios: a name alone, one instance alone. */
export const weakOutageRules: readonly BuiltInRule[] = [instanceCheckFailed, unreachableNamed];
