import * as z from 'zod';
import { type Trigger, triggerNames } from '../../domain/kernel/trigger.ts';
import { audienceList, bySeverity } from './words.ts';

/** Stands in a trigger's list for the experts of the incident's scenario. */
export const EXPERTS = 'experts';

/** docs/requirements.md, "Whom the triggers page", and "Where they disagree" for the first three. */
export const defaultTriggers: Readonly<Record<Trigger, readonly string[]>> = {
  'became-sev1': ['commander', 'management'],
  'security-incident': ['security'],
  'no-resolution': ['commander', 'management'],
  'not-restored': ['commander', EXPERTS],
  'several-components': ['commander', 'devops'],
  'unknown-cause': ['secondary', EXPERTS],
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

/** Triggers without which a whole class of incidents is only ever told to the rungs. */
export const weightyTriggers: readonly Trigger[] = ['became-sev1', 'security-incident', 'no-resolution'];

const list = audienceList.optional();

/** Who is paged beside the rungs, and who is told. */
export const triggerSection = {
  triggers: z
    .strictObject(
      Object.fromEntries(triggerNames.map((name) => [name, list])) as {
        readonly [K in Trigger]: typeof list;
      },
    )
    .optional()
    .meta({
      description:
        'Whom each trigger pages, beside the rungs. "experts" are those of the scenario; an empty list pages nobody.',
    }),
  experts: z
    .strictObject({
      outage: list,
      database: list,
      security: list,
      'auto-scaling': list,
      generic: list,
    })
    .optional(),
  updateAudiences: bySeverity(audienceList).optional(),
} as const;
