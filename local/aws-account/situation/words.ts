import * as z from 'zod';

const unitMs = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

const longestMs = 3_660 * unitMs.d;

const msOf = (amount: string, unit: string): number => Number(amount) * unitMs[unit as keyof typeof unitMs];

/** A mistake's words, but for what is not written at all. */
const unlessMissing =
  (words: string) =>
  ({ input }: { readonly input?: unknown }): string | undefined =>
    input === undefined ? undefined : words;

const NO_SPAN = 'is not a duration: write one whole number and one unit of s, m, h, d, such as "5m"';

/** How long something takes: `90s`, `5m`. In milliseconds. */
export const span = z
  .string({ error: unlessMissing(NO_SPAN) })
  .regex(/^\d{1,6}[smhd]$/, NO_SPAN)
  .transform((text) => msOf(text.slice(0, -1), text.slice(-1)));

const NO_TIME =
  'is not a time: write how long before or after the onset, such as "-7m", "-90s", "+2m" or "0m"';

/** When something happened, from the onset: `-7m` is before it. In milliseconds. */
export const when = z
  .string({ error: unlessMissing(NO_TIME) })
  .regex(/^(0|[+-]?\d{1,6}[smhd])$/, NO_TIME)
  .transform((text) => {
    const [, sign, amount = '0', unit = 's'] = /^([+-]?)(\d+)([smhd]?)$/.exec(text) ?? [];
    return (sign === '-' ? -1 : 1) * msOf(amount, unit || 's');
  })
  .refine((ms) => Math.abs(ms) <= longestMs, 'is more than ten years from the onset: write a nearer time');

/** A name as AWS takes it. */
export const name = z
  .string()
  .min(1, 'is empty: write a name')
  .max(512, 'is longer than 512 characters: shorten it')
  .regex(
    /^[^\s\p{C}](?:[^\p{C}]*[^\s\p{C}])?$/u,
    'holds a blank at an end, or a character that cannot be seen: remove it',
  );

/** A line for people. */
export const line = z.string().max(4_000, 'is longer than 4000 characters: shorten it');

/** Resources by their name. */
export const byName = <T extends z.ZodType>(resource: T) => z.record(name, resource).optional();

/** Where a resource is; the situation's region where it is not written. */
export const region = z
  .string()
  .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'is not a region: write one such as eu-west-1');

export const zone = z
  .string()
  .regex(/^[a-z]{2}(-[a-z]+)+-\d[a-z]$/, 'is not an Availability Zone: write one such as eu-west-1a');

export const count = z.int().min(0).max(1_000_000);
