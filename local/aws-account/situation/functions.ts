import * as z from 'zod';
import { metrics } from './shape.ts';
import { byName, count, line, name, region, span, when } from './words.ts';

const lambdaFunction = z.strictObject({
  runtime: name.default('nodejs24.x'),
  handler: name.default('index.handler'),
  memoryMb: count.default(512),
  timeout: span.default(30_000),
  state: z.enum(['Pending', 'Active', 'Inactive', 'Failed']).default('Active'),
  stateReason: line.optional(),
  update: z.enum(['Successful', 'Failed', 'InProgress']).default('Successful'),
  updateReason: line.optional(),
  modified: when,
  codeBytes: count.default(102_400),
  /** Numbers of its versions. */
  versions: z
    .array(z.strictObject({ version: z.int().min(1), at: when, text: line.default('') }))
    .default([]),
  /** The version that an alias stands for, and the one that gets a share of the calls beside it. */
  aliases: z
    .record(
      name,
      z.strictObject({
        version: z.int().min(1),
        text: line.default(''),
        shifting: z.strictObject({ version: z.int().min(1), share: z.number().min(0).max(1) }).optional(),
      }),
    )
    .default({}),
  region: region.optional(),
  metrics,
});

export const functions = { functions: byName(lambdaFunction) };
export type LambdaFunction = z.infer<typeof lambdaFunction>;
