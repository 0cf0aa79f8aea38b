import * as z from 'zod';
import { count, span } from './words.ts';

/** What goes wrong with calls to AWS, beside what is wrong with the estate. */
const trouble = z.strictObject({
  /** As in a policy of IAM: `rds:DescribeDBInstances`, `ecs:*`, `*`. */
  call: z
    .string()
    .regex(
      /^(\*|[a-z0-9]+:(\*|[A-Za-z0-9]+\*?))$/,
      'is no action: write one as IAM does, such as "rds:DescribeDBInstances" or "ecs:*"',
    ),
  is: z.enum(['denied', 'throttled', 'unavailable', 'broken-off', 'slow']),
  /** How late a slow answer is. */
  by: span.optional(),
  /** Which calls, counted from 1 for each operation since the situation began; all where it is not written. */
  from: count.min(1).optional(),
  to: count.min(1).optional(),
  /** Such as eu-west-1, where the calls to other regions are answered. */
  region: z.string().optional(),
});

export const troubles = { trouble: z.array(trouble).optional() };
export type Trouble = z.infer<typeof trouble>;
