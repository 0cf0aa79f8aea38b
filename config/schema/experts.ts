import * as z from 'zod';
import type { Configuration } from '../../domain/kernel/configuration.ts';
import { given } from './given.ts';
import { section } from './section.ts';
import { audienceList } from './words.ts';

/** docs/requirements.md, "Whom the triggers page". */
export const defaultExperts: Configuration['experts'] = {
  outage: ['devops', 'network'],
  database: ['database'],
  security: ['security'],
  'auto-scaling': ['devops'],
  generic: ['devops'],
};

/** Who knows most about a scenario. */
export const experts = section(
  {
    experts: z
      .strictObject({
        outage: audienceList.optional(),
        database: audienceList.optional(),
        security: audienceList.optional(),
        'auto-scaling': audienceList.optional(),
        generic: audienceList.optional(),
      })
      .optional(),
  },
  (written) => ({ experts: { ...defaultExperts, ...given(written.experts) } }),
);
