import * as z from 'zod';
import type { Configuration } from '../../domain/kernel/configuration.ts';
import { accounts } from './accounts.ts';
import { audiences } from './audiences.ts';
import { clocks } from './clocks.ts';
import { databases } from './databases.ts';
import { experts } from './experts.ts';
import { pageBudget } from './page-budget.ts';
import { policies } from './policies.ts';
import { retention } from './retention.ts';
import { rules } from './rules.ts';
import { services } from './services.ts';
import { triage } from './triage.ts';
import { triggers } from './triggers.ts';
import { updates } from './updates.ts';

/** What stands in `tocsin.yml`: the keys of every capability. All but contacts have a default; unknown keys are refused. */
export const fileSchema = z
  .strictObject({
    ...audiences.keys,
    ...policies.keys,
    ...services.keys,
    ...rules.keys,
    ...databases.keys,
    ...experts.keys,
    ...triggers.keys,
    ...updates.keys,
    ...pageBudget.keys,
    ...clocks.keys,
    ...accounts.keys,
    ...triage.keys,
    ...retention.keys,
  })
  .meta({ title: 'tocsin.yml' });

export type TocsinFile = z.infer<typeof fileSchema>;

/** The whole configuration: what is written, and the defaults for the rest. A part that is missing does not compile. */
export const completeConfiguration = (file: TocsinFile, version: string): Configuration => ({
  version,
  ownAlarmPrefix: '',
  ...audiences.complete(file),
  ...policies.complete(file),
  ...services.complete(file),
  ...rules.complete(file),
  ...databases.complete(file),
  ...experts.complete(file),
  ...triggers.complete(file),
  ...updates.complete(file),
  ...pageBudget.complete(file),
  ...clocks.complete(file),
  ...accounts.complete(file),
  ...triage.complete(file),
  ...retention.complete(file),
});
