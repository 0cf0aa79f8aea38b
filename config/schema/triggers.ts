import * as z from 'zod';
import type { Configuration } from '../../domain/kernel/configuration.ts';
import { type Trigger, triggerNames } from '../../domain/kernel/trigger.ts';
import { given } from './given.ts';
import { section } from './section.ts';
import { audienceList } from './words.ts';

/** docs/requirements.md, "Whom the triggers page", and "Where they disagree" for the first three. */
export const defaultTriggers: Configuration['triggers'] = {
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

const recipients = (trigger: Trigger) =>
  audienceList.optional().meta({ description: `Default: ${defaultTriggers[trigger].join(', ')}.` });

const triggerKeys = Object.fromEntries(triggerNames.map((name) => [name, recipients(name)])) as Record<
  Trigger,
  ReturnType<typeof recipients>
>;

/** Whom each trigger pages. One that is written replaces that one's default alone. */
export const triggers = section(
  {
    triggers: z.strictObject(triggerKeys).optional().meta({
      description:
        'Whom each trigger pages, whoever has acknowledged. experts: those of the scenario. []: nobody, on purpose.',
    }),
  },
  (written) => ({ triggers: { ...defaultTriggers, ...given(written.triggers) } }),
);
