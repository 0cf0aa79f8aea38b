import type { CauseRule } from '../cause-rule.ts';
import type { Finding } from '../finding.ts';
import { isOf } from './dependency.ts';
import { isDeployed, isOverload } from './overload.ts';

/** What a broken release looks like from outside. */
const symptoms: ReadonlySet<string> = new Set([
  'all-targets-unhealthy',
  'some-targets-unhealthy',
  'no-task-runs',
  'tasks-missing',
  'requests-fail',
  'targets-refuse-connections',
  'slow-responses',
  'errors-logged',
  'wrong-status',
  'wrong-body',
  'connections-grow',
  'database-cpu',
  'began-here',
]);

/** What a release does not bring about: something below it is broken. */
const below: ReadonlySet<string> = new Set([
  'database-unavailable',
  'database-in-transition',
  'no-writer',
  'storage-full',
  'a-zone-is-out',
  'aws-event',
  'began-below',
]);

/**
 * Something was deployed in the 30 minutes before onset. Service Outage Runbook, "Strategy 1: Rollback Recent
 * Deployment".
 */
export const deployment: CauseRule = {
  kind: 'deployment',
  explain: (findings) => {
    const deployed = findings.filter(isDeployed);
    const [first] = deployed.toSorted((a, b) => minutesOf(a) - minutesOf(b));
    if (first === undefined) return undefined;
    const seen = findings.filter(({ reason, state }) => state !== 'healthy' && symptoms.has(reason));
    const against = findings.filter(
      (finding) => below.has(finding.reason) && !beganInOverload(finding, findings),
    );
    // Many services log errors all day, and what failed or was stopped may have changed nothing.
    const isPlain = seen.some(({ reason }) => reason !== 'errors-logged') && deployed.some(hasArrived);
    const confidence = against.length > 0 || seen.length === 0 ? 'low' : isPlain ? 'high' : 'medium';
    return {
      confidence,
      text: `the deployment of ${first.resource ?? first.check}, ${minutesOf(first)} minutes before`,
      for: [...deployed, ...seen].map(({ id }) => id),
      against: against.map(({ id }) => id),
    };
  },
};

/** It was brought out, in whole or in part. */
const hasArrived = ({ reason }: Finding): boolean =>
  reason !== 'deployment-failed' && reason !== 'deployment-stopped';

/** It began in a database below that has too much to do: a release brings that about. */
const beganInOverload = ({ reason, evidence }: Finding, findings: readonly Finding[]): boolean =>
  reason === 'began-below' && findings.some((other) => isOverload(other) && isOf(evidence['part'], other));

const minutesOf = ({ evidence }: Finding): number => Number(evidence['deployedMinutesBefore']);
