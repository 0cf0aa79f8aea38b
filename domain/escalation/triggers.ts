import { addEntry, announce, change, type Draft } from '../incident/draft.ts';
import { SYSTEM } from '../incident/incident.ts';
import type { Trigger } from '../incident/trigger.ts';
import { page } from './page.ts';

/** `experts` stands for those of the incident's scenario. */
type Recipients = readonly string[];

/** docs/requirements.md, "Whom the triggers page", and "Where they disagree" for the first three. */
const recipients: Readonly<Record<Trigger, Recipients>> = {
  'became-sev1': ['commander', 'management'],
  'security-incident': ['security'],
  'no-resolution': ['commander', 'management'],
  'not-restored': ['commander', 'experts'],
  'several-components': ['commander', 'devops'],
  'unknown-cause': ['secondary', 'experts'],
  'database-unavailable': ['database', 'commander'],
  'data-loss': ['database', 'commander', 'management'],
  'replication-failure': ['database'],
  'breach-confirmed': ['security', 'commander', 'management'],
  'compromise-confirmed': ['security', 'commander', 'management'],
  regulatory: ['security', 'commander', 'management'],
  'scaling-down': ['devops', 'commander'],
  'limits-block-scaling': ['devops', 'commander'],
  'several-scaling-failures': ['devops', 'commander'],
};

const texts: Readonly<Record<Trigger, string>> = {
  'became-sev1': 'SEV1: the commander and management are told at once',
  'security-incident': 'Security incident: the security team is told at once',
  'no-resolution': 'Not resolved in time',
  'not-restored': 'Service not restored in time',
  'several-components': 'Several components fail at once',
  'unknown-cause': 'The root cause is still unknown',
  'database-unavailable': 'The database has been unavailable too long',
  'data-loss': 'Data corruption or loss is suspected',
  'replication-failure': 'Replication has failed',
  'breach-confirmed': 'A data breach is confirmed',
  'compromise-confirmed': 'A system compromise is confirmed',
  regulatory: 'A regulatory notification is required',
  'scaling-down': 'Auto scaling does not work at all',
  'limits-block-scaling': 'Limits block scaling',
  'several-scaling-failures': 'Scaling has failed several times',
};

/** Fires a trigger, once an incident: pages whom it names, acknowledged or not. */
export const fire = (draft: Draft, trigger: Trigger, by: string = SYSTEM): void => {
  if (draft.incident.triggers[trigger] !== undefined) return;
  const { nowMs, configuration } = draft.context;
  change(draft, { triggers: { ...draft.incident.triggers, [trigger]: nowMs } });
  addEntry(draft, 'escalated', texts[trigger], { reason: trigger, by });
  announce(draft, 'incident.escalated', by, trigger);
  const experts = configuration.experts[draft.incident.scenario];
  const audiences = recipients[trigger].flatMap((name) => (name === 'experts' ? experts : [name]));
  page(draft, audiences, { rung: trigger, reason: trigger });
};
