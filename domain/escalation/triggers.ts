import { addEntry, announce, change, type Draft } from '../incident/draft.ts';
import { SYSTEM } from '../incident/incident.ts';
import { EXPERTS } from '../kernel/audiences.ts';
import type { Trigger } from '../kernel/trigger.ts';
import { page } from './page.ts';

const texts: Readonly<Record<Trigger, string>> = {
  'became-sev1': 'SEV1: escalated at once',
  'security-incident': 'Security incident: escalated at once',
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

/** Fires a trigger, once an incident: pages the audiences that the configuration names for it, acknowledged or not. */
export const fire = (draft: Draft, trigger: Trigger, by: string = SYSTEM): void => {
  if (draft.incident.triggers[trigger] !== undefined) return;
  const { nowMs, configuration } = draft.context;
  const recipients = configuration.triggers[trigger];
  const silence = recipients.length === 0 ? ': the configuration names nobody for it' : '';
  change(draft, { triggers: { ...draft.incident.triggers, [trigger]: nowMs } });
  addEntry(draft, 'escalated', `${texts[trigger]}${silence}`, { reason: trigger, by });
  announce(draft, 'incident.escalated', by, trigger);
  if (recipients.length === 0) return;
  const experts = configuration.experts[draft.incident.scenario];
  // Without experts the word itself is an audience, one without a contact: the record says so, and nobody is
  // forgotten.
  const audiences = new Set(
    recipients.flatMap((name) => (name === EXPERTS && experts.length > 0 ? experts : [name])),
  );
  page(draft, [...audiences], { rung: trigger, reason: trigger });
};
