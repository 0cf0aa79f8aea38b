import * as z from 'zod';
import { duration, minute, second } from './clocks.ts';
import { audienceList, bySeverity, policyName } from './words.ts';

const rung = z.strictObject({
  id: policyName.optional(),
  page: audienceList.min(1, 'pages nobody: name at least one audience'),
  timeout: duration(
    10 * second,
    'Without an acknowledgement for this long, the next rung is paged. Default 5m.',
  ),
});

const quietHours = z.strictObject({
  from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time of day: write "22:00", in quotes'),
  to: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time of day: write "07:00", in quotes'),
  timeZone: z.string().meta({ description: 'A name such as Europe/Paris.' }),
});

const policy = z.strictObject({
  rungs: z.array(rung).min(1, 'has no rung: name at least one').max(20, 'has more than 20 rungs: shorten it'),
  repeatEvery: duration(
    minute,
    'The last rung repeats this often and adds the fallback audience. Default 5m.',
  ),
  maxRepeats: z
    .int()
    .min(1)
    .max(1_000)
    .optional()
    .meta({ description: 'Without it: until somebody acknowledges.' }),
  quietHours: quietHours.optional(),
});

/** How pages climb while nobody responds. */
export const policySection = {
  policies: z.record(policyName, policy).optional(),
  policyBySeverity: bySeverity(policyName).optional(),
} as const;
