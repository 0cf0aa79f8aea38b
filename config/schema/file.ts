import * as z from 'zod';
import { audienceSection } from './audiences.ts';
import { clocks } from './clocks.ts';
import { databaseSection } from './databases.ts';
import { policySection } from './policies.ts';
import { serviceSection } from './services.ts';
import { triggerSection } from './triggers.ts';

/**
 * What stands in `tocsin.yml`: the sections of all capabilities, a row each. Everything but contacts has a default;
 * unknown keys are refused.
 */
export const fileSchema = z
  .strictObject({
    ...audienceSection,
    ...policySection,
    ...serviceSection,
    ...triggerSection,
    ...databaseSection,
    clocks: clocks.optional(),
  })
  .meta({ title: 'tocsin.yml' });

export type TocsinFile = z.infer<typeof fileSchema>;
