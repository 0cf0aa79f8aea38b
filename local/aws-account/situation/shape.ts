import * as z from 'zod';
import { span, when } from './words.ts';

const amount = z.number();

const changing = z
  .strictObject({
    /** Before the change, and for ever where there is none. */
    from: amount,
    to: amount.optional(),
    /** When it begins to change; the onset where it is not written. */
    at: when.optional(),
    /** How long it takes to get there: a step where it is not written, else a ramp. */
    over: span.optional(),
    /** When it goes back to where it was. */
    back: when.optional(),
    /** No data before and after. */
    since: when.optional(),
    until: when.optional(),
    /** Share of the value by which it varies, by a seed, so that each run has the same. */
    noise: z.number().min(0).max(1).optional(),
    seed: z.int().min(0).max(2_147_483_647).optional(),
  })
  .check(({ value, issues }) => {
    if (value.noise !== undefined && value.seed === undefined)
      issues.push({
        code: 'custom',
        message: 'has noise without a seed: write seed: 1',
        input: value,
        path: ['noise'],
      });
    if (value.to === undefined && (value.at ?? value.over ?? value.back) !== undefined)
      issues.push({ code: 'custom', message: 'changes to nothing: write to:', input: value, path: ['from'] });
  });

const NO_SHAPE = 'is no value over time: write a number, or { from: 2, to: 98, at: -3m, over: 2m }';

/** A value over time: a number that stands, or how it changes. */
export const shape = z.union([amount, changing], NO_SHAPE);

export type Shape = z.infer<typeof shape>;

/** The metric of a resource, by its name in CloudWatch. */
export const metric = z.union(
  [
    shape,
    z.strictObject({
      value: shape,
      /** How often it is reported. */
      every: span.optional(),
      unit: z.string().optional(),
      /** Values of a statistic that does not follow from the value, such as p99. */
      statistics: z.record(z.string(), shape).optional(),
    }),
  ],
  NO_SHAPE,
);

export type Metric = z.infer<typeof metric>;

export const metrics = z.record(z.string().min(1), metric).optional();
