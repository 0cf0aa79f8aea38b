import type { Trigger } from '../kernel/trigger.ts';
import { launchesFailFor } from './checks/scaling-group.ts';
import type { Finding } from './finding.ts';

const scalingFailures = ({ check, evidence }: Finding): number =>
  check === 'scaling-group' ? Number(evidence['failures'] ?? 0) : 0;

/** docs/requirements.md, "Whom the triggers page": the rows that triage knows of at once. */
const conditions: readonly { readonly trigger: Trigger; readonly holds: (finding: Finding) => boolean }[] = [
  { trigger: 'replication-failure', holds: ({ reason }) => reason === 'replication-failed' },
  {
    trigger: 'scaling-down',
    holds: (finding) => finding.reason === 'nothing-in-service' && scalingFailures(finding) > 0,
  },
  { trigger: 'limits-block-scaling', holds: (finding) => launchesFailFor(finding, 'quota') },
  { trigger: 'several-scaling-failures', holds: (finding) => scalingFailures(finding) > 1 },
];

/** The escalation triggers that the evidence fires. Those of the clock read the incident's triage. */
export const firedBy = (findings: readonly Finding[]): readonly Trigger[] =>
  conditions.filter(({ holds }) => findings.some(holds)).map(({ trigger }) => trigger);

/** Reasons that a database does not answer. */
const down: ReadonlySet<string> = new Set(['database-unavailable', 'database-in-transition', 'no-writer']);

/** When a database was first seen not to answer in this run, epoch ms. */
export const databaseDownAtMs = (findings: readonly Finding[]): number | undefined => {
  const times = findings.flatMap(({ reason, atMs }) => (down.has(reason) ? [atMs] : []));
  return times.length === 0 ? undefined : Math.min(...times);
};
