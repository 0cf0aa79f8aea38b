import * as z from 'zod';
import { scenarios } from '../../domain/kernel/scenario.ts';
import { severities } from '../../domain/kernel/severity.ts';
import { signalKinds } from '../../domain/kernel/signal-kind.ts';
import { shown } from '../mistakes/mistake.ts';
import { clocks, duration, minute, second } from './clocks.ts';
import { contactSchema } from './contact.ts';
import { globProblem } from './glob-problem.ts';
import { sizeBytes, sizePattern } from './size.ts';

const severity = z.enum(severities);
const scenario = z.enum(scenarios);

const size = z
  .string({ error: 'is not a size: write text such as "100GiB"' })
  .regex(sizePattern, 'is not a size: write a number and MiB, GiB or TiB, as AWS counts, such as "100GiB"')
  .transform((text, context) => {
    const bytes = sizeBytes(text);
    if (bytes === undefined)
      context.issues.push({ code: 'custom', message: 'is zero: write the total', input: text });
    return bytes ?? 0;
  })
  .optional();

const audienceName = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{0,39}$/,
    'is not a name: use small letters, digits and -, at most 40, a letter first',
  );
const policyName = z
  .string()
  .regex(/^[A-Za-z][\w-]{0,59}$/, 'is not a name: use letters, digits, - and _, at most 60, a letter first');
const label = z
  .string()
  .min(1, 'is empty: write a name')
  .max(100, 'is longer than 100 characters: shorten it')
  .regex(/^[^\p{Cc}]*$/u, 'holds a control character: remove it');
const tagName = z
  .string()
  .min(1, 'is empty: write the name of a tag')
  .max(128, 'is longer than a tag name can be');
const glob = z.string().check((context) => {
  const problem = globProblem(context.value);
  if (problem !== undefined) context.issues.push({ code: 'custom', message: problem, input: context.value });
});
const audienceList = z.array(audienceName);

const match = z
  .strictObject({
    alarm: glob.optional(),
    kind: z.enum(signalKinds).optional(),
    namespace: glob.optional(),
    metric: glob.optional(),
    account: glob.optional(),
    region: glob.optional(),
    resource: glob.optional(),
    tags: z.record(z.string().min(1), glob).optional(),
    dimensions: z.record(z.string().min(1), glob).optional(),
  })
  .meta({ description: 'All conditions must hold. * stands for any characters; case does not matter.' });

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

const bySeverity = <T extends z.ZodType>(value: T) =>
  z.strictObject({
    SEV1: value.optional(),
    SEV2: value.optional(),
    SEV3: value.optional(),
    SEV4: value.optional(),
  });

const rule = z
  .strictObject({
    name: label,
    match,
    severity: severity.optional(),
    scenario: scenario.optional(),
    service: label.optional(),
    ignore: z.literal(true).optional(),
  })
  .meta({ description: 'The first rule that matches wins, before alarm tags and built-in rules.' });

/** What stands in `tocsin.yml`. Everything but contacts has a default; unknown keys are refused. */
export const fileSchema = z
  .strictObject({
    audiences: z
      .record(
        audienceName,
        z.array(contactSchema).max(100, 'has more than 100 contacts: use a queue or a list'),
      )
      .optional()
      .meta({ description: 'Who is told, and how: each contact is one of email, sms, https, queue (ARN).' }),
    policies: z.record(policyName, policy).optional(),
    policyBySeverity: bySeverity(policyName).optional(),
    services: z
      .array(
        z.strictObject({
          name: label,
          match: z.array(match).min(1, 'matches nothing: name at least one match'),
          policy: policyName.optional(),
        }),
      )
      .optional(),
    rules: z.array(rule).optional(),
    defaultSeverity: severity
      .optional()
      .meta({ description: 'Of alarms that no rule recognises. Default SEV3.' }),
    insufficientData: z.enum(['hold', 'open']).optional().meta({
      description: 'Whether INSUFFICIENT_DATA keeps an incident open (hold, default) or also opens one.',
    }),
    tags: z
      .strictObject({
        severity: tagName.optional(),
        scenario: tagName.optional(),
        service: tagName.optional(),
      })
      .optional(),
    databases: z
      .record(z.string().min(1), z.strictObject({ storage: size, memory: size }))
      .optional()
      .meta({ description: 'Totals by database identifier: RDS reports only what is free.' }),
    experts: z
      .strictObject({
        outage: audienceList.optional(),
        database: audienceList.optional(),
        security: audienceList.optional(),
        'auto-scaling': audienceList.optional(),
        generic: audienceList.optional(),
      })
      .optional(),
    updateAudiences: bySeverity(audienceList).optional(),
    clocks: clocks.optional(),
  })
  .meta({ title: 'tocsin.yml' });

export type TocsinFile = z.infer<typeof fileSchema>;

/** Wording of what the schemas leave to zod. Never repeats a value that could be a contact (I10). */
export const wordIssue: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'is missing: write it';
  if (issue.code === 'invalid_type') {
    const wanted = {
      object: 'a map',
      record: 'a map',
      array: 'a list',
      string: 'text',
      int: 'a whole number',
      number: 'a number',
    };
    const word = wanted[issue.expected as keyof typeof wanted] ?? issue.expected;
    return `${shown(issue.input)} is not ${word}: write ${word}`;
  }
  if (issue.code === 'invalid_value')
    return `${shown(issue.input)} is not one of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'too_small') return `is too small: at least ${issue.minimum}`;
  if (issue.code === 'too_big') return `is too large: at most ${issue.maximum}`;
  return undefined;
};
