import type { Check } from '../check.ts';
import type { Target, TargetGroupFacts } from '../facts/targets.ts';
import type { Interpretation } from '../finding.ts';

/** States of a target that takes no load, and is not meant to. */
const outOfService: ReadonlySet<string> = new Set(['unused', 'draining', 'initial']);
/** Nobody checks its health. Elastic Load Balancing API, `TargetHealth`, "State". */
const UNCHECKED = 'unavailable';
const WORKS = 'healthy';

export const targetHealth: Check<'target-health'> = {
  scenarios: ['outage', 'database', 'auto-scaling', 'generic'],
  tells: 'how many targets are healthy, and why the others are not',
  subjectsOf: ({ estate }) => [
    ...estate.targetGroups.map((name) => ({ kind: 'target-group', name }) as const),
    ...estate.loadBalancers.map((name) => ({ kind: 'load-balancer', name }) as const),
  ],
  interpret: (facts) => interpret(facts),
};

const interpret = ({ name, targets }: TargetGroupFacts): Interpretation => {
  const checked = targets.filter(({ state }) => state !== UNCHECKED);
  const meant = checked.filter(({ state }) => !outOfService.has(state));
  const healthy = meant.filter(({ state }) => state === WORKS);
  const counts = `${healthy.length} of ${meant.length} targets of ${name} healthy`;
  const evidence = {
    healthy: healthy.length,
    targets: meant.length,
    starting: targets.filter(({ state }) => state === 'initial').length,
    draining: targets.filter(({ state }) => state === 'draining').length,
    zonesOut: zonesOut(meant),
    reasons: reasonsOf(meant),
  };
  if (targets.length === 0)
    // The idle group of a blue/green deployment has none, and nobody misses them.
    return { state: 'degraded', reason: 'no-targets', text: `${name} has no targets`, evidence };
  if (checked.length === 0)
    return {
      state: 'unknown',
      reason: 'no-health-check',
      text: `${name} has no health check: nobody knows whether its targets are healthy`,
      evidence,
    };
  if (meant.length === 0)
    return {
      state: 'degraded',
      reason: 'no-target-in-service',
      text: `No target of ${name} is in service yet`,
      evidence,
    };
  if (healthy.length === meant.length)
    return { state: 'healthy', reason: 'all-targets-healthy', text: counts, evidence };
  const text = `${counts} (${whyOf(meant)})`;
  if (healthy.length === 0) return { state: 'failed', reason: 'all-targets-unhealthy', text, evidence };
  const reason = evidence.zonesOut.length > 0 ? 'a-zone-is-out' : 'some-targets-unhealthy';
  return { state: 'degraded', reason, text, evidence };
};

/** One sick target says nothing of its zone. */
const FEWEST_IN_A_ZONE = 2;

/** Zones in which none of several targets is healthy, while another zone has some. */
const zonesOut = (targets: readonly Target[]): readonly string[] => {
  const zones = [...new Set(targets.flatMap(({ zone }) => zone ?? []))].sort();
  const works = (zone: string) => targets.some((target) => target.zone === zone && target.state === WORKS);
  const isOut = (zone: string) =>
    !works(zone) && targets.filter((target) => target.zone === zone).length >= FEWEST_IN_A_ZONE;
  return zones.some(works) ? zones.filter(isOut) : [];
};

const reasonsOf = (targets: readonly Target[]): readonly string[] => [
  ...new Set(targets.flatMap(({ state, reason }) => (state === WORKS ? [] : [reason ?? state]))),
];

/** What AWS says of the first unhealthy target, in its own words where it has some. */
const whyOf = (targets: readonly Target[]): string => {
  const sick = targets.find(({ state }) => state !== WORKS);
  return sick?.description ?? sick?.reason ?? sick?.state ?? 'no reason given';
};
