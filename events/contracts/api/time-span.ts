import * as z from 'zod/mini';

const MINUTE_MS = 60_000;
const pattern = /^(\d{1,4})(m|h)$/;
const LONGEST_MS = 24 * 60 * MINUTE_MS;

/** Milliseconds of a text such as `30m` or `2h`; NaN where it is none. */
export const msOfTimeSpan = (text: string): number => {
  const [, amount, unit] = pattern.exec(text) ?? [];
  return Number(amount) * (unit === 'h' ? 60 * MINUTE_MS : MINUTE_MS);
};

/** A time of at least a minute and at most a day, in whole minutes or hours. */
export const timeSpan = z.string().check(
  z.regex(pattern, { error: 'is no time: write whole minutes or hours, such as "30m" or "2h"' }),
  z.refine((text) => !(msOfTimeSpan(text) < MINUTE_MS || msOfTimeSpan(text) > LONGEST_MS), {
    error: 'is too short or too long: write "1m" to "24h"',
  }),
);
