import * as z from 'zod';
import type { Configuration, Policy, QuietHours } from '../../domain/kernel/configuration.ts';
import { duration, minute, second } from './duration-field.ts';
import { given } from './given.ts';
import { section } from './section.ts';
import { audienceList, bySeverity, policyName } from './words.ts';

/** Emergency Response Procedures, "Escalation Rules": no response in 5 minutes, the secondary. */
const defaultRungTimeoutMs = 5 * minute;
const defaultRepeatEveryMs = 5 * minute;

export const defaultPolicies: Configuration['policies'] = {
  default: {
    name: 'default',
    rungs: [
      { id: 'primary', audiences: ['primary'], timeoutMs: defaultRungTimeoutMs },
      { id: 'secondary', audiences: ['secondary'], timeoutMs: defaultRungTimeoutMs },
    ],
    repeatEveryMs: defaultRepeatEveryMs,
  },
};

export const defaultPolicyBySeverity: Configuration['policyBySeverity'] = {
  SEV1: 'default',
  SEV2: 'default',
  SEV3: 'default',
  SEV4: 'default',
};

const rung = z.strictObject({
  id: policyName.optional(),
  page: audienceList.min(1, 'pages nobody: name at least one audience'),
  timeout: duration(
    10 * second,
    'Without an acknowledgement for this long, the next rung is paged. Default 5m.',
  ),
});

/** In the order of ISO 8601: Monday is 1. */
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const quietHours = z.strictObject({
  from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time of day: write "22:00", in quotes'),
  to: z
    .string()
    .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'is not a time of day: write "07:00", in quotes')
    .meta({ description: '"24:00" is the end of the day.' }),
  days: z
    .array(z.enum(weekdays))
    .min(1, 'names no day: name at least one, or leave it out for every day')
    .optional()
    .meta({ description: 'The days on which they begin. Default: every day.' }),
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

const minuteOfDay = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

const completeQuietHours = (hours: z.infer<typeof quietHours>): QuietHours => ({
  ...(hours.days === undefined ? {} : { days: hours.days.map((day) => weekdays.indexOf(day) + 1) }),
  fromMinute: minuteOfDay(hours.from),
  toMinute: minuteOfDay(hours.to),
  timeZone: hours.timeZone,
});

/** The id of a rung that has none of its own: whom it pages. */
export const rungIdOf = (audiences: readonly string[]): string => audiences.join('+');

const completePolicy = (name: string, written: z.infer<typeof policy>): Policy => ({
  name,
  rungs: written.rungs.map(({ id, page, timeout }) => ({
    id: id ?? rungIdOf(page),
    audiences: page,
    timeoutMs: timeout ?? defaultRungTimeoutMs,
  })),
  repeatEveryMs: written.repeatEvery ?? defaultRepeatEveryMs,
  ...(written.maxRepeats === undefined ? {} : { maxRepeats: written.maxRepeats }),
  ...(written.quietHours === undefined ? {} : { quietHours: completeQuietHours(written.quietHours) }),
});

/** How pages climb while nobody acknowledges. */
export const policies = section(
  {
    policies: z.record(policyName, policy).optional(),
    policyBySeverity: bySeverity(policyName).optional(),
  },
  (written) => ({
    policies: {
      ...defaultPolicies,
      ...Object.fromEntries(
        Object.entries(written.policies ?? {}).map(([name, one]) => [name, completePolicy(name, one)]),
      ),
    },
    policyBySeverity: { ...defaultPolicyBySeverity, ...given(written.policyBySeverity) },
  }),
);
