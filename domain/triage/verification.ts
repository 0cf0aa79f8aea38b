import type { Incident } from '../incident/incident.ts';
import type { Finding } from './finding.ts';

/** What users notice. Service Outage Runbook, "Service Restoration Checks": health check, functionality, performance. */
const noticed: ReadonlySet<string> = new Set([
  'health-url',
  'target-health',
  'load-balancer',
  'container-service',
]);

/** Whether a run verifies a mitigation: all has cleared, and nobody has taken that back. */
export const verifies = ({ status, clearSinceMs }: Incident): boolean =>
  status === 'mitigated' && clearSinceMs !== undefined;

/** What users would still notice. Nothing: the service works again, as far as could be looked at. */
export const stillWrong = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(({ check, state }) => noticed.has(check) && state === 'failed');
