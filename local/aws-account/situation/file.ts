import * as z from 'zod';
import { compute } from './compute.ts';
import { databases } from './databases.ts';
import { deployments } from './deployments.ts';
import { functions } from './functions.ts';
import { loadBalancing } from './load-balancing.ts';
import { oversight } from './oversight.ts';
import { parts } from './parts.ts';
import { troubles } from './trouble.ts';
import { watching } from './watching.ts';
import { line, region, span } from './words.ts';

/** What exists and how it is: what a later stage may change. */
const estate = {
  ...parts,
  ...loadBalancing,
  ...compute,
  ...databases,
  ...deployments,
  ...functions,
  ...watching,
  ...oversight,
  ...troubles,
};

export const estateKeys: readonly string[] = Object.keys(estate);

/** A situation without its later stages. */
export const situationSchema = z.strictObject({
  title: line.min(1, 'is empty: write what happens, in one line'),
  story: line.optional(),
  /** So long before the situation is put on was the onset. */
  began: span.default(0),
  account: z
    .string('is no account: write twelve digits, in quotes')
    .regex(/^\d{12}$/, 'is no account: write twelve digits, in quotes')
    .optional(),
  region: region.optional(),
  ...estate,
});

export type SituationFile = z.infer<typeof situationSchema>;

/** When a later stage begins, from when the situation is put on. */
export const stageTime = z.object({ after: span });
