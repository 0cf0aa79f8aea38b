import { addEntry, announce, change, type Draft } from '../incident/draft.ts';
import { SYSTEM } from '../incident/incident.ts';
import type { Trigger } from '../kernel/trigger.ts';
import { page } from './page.ts';

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
  const nobody =
    configuration.triggers[trigger].length === 0 ? ': the configuration names nobody for it' : '';
  addEntry(draft, 'escalated', `${texts[trigger]}${nobody}`, { reason: trigger, by });
  announce(draft, 'incident.escalated', by, trigger);
  const experts = configuration.experts[draft.incident.scenario];
  const audiences = configuration.triggers[trigger].flatMap((name) =>
    name === 'experts' ? experts : [name],
  );
  if (audiences.length > 0) page(draft, audiences, { rung: trigger, reason: trigger });
};
