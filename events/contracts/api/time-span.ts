import * as z from 'zod/mini';

const MINUTE_MS = 60_000;

/** From `1m` to `1440m`, or from `1h` to `24h`: the API's description quotes it. */
const pattern = /^(?:[1-9]\d{0,2}m|1[0-3]\d\dm|14[0-3]\dm|1440m|[1-9]h|1\dh|2[0-4]h)$/;

/** Milliseconds of a time span that the schema has let through, such as `30m` or `2h`. */
export const msOfTimeSpan = (text: string): number =>
  Number.parseInt(text, 10) * (text.endsWith('h') ? 60 * MINUTE_MS : MINUTE_MS);

/** A time of at least a minute and at most a day, in whole minutes or hours. */
export const timeSpan = z
  .string()
  .check(z.regex(pattern, 'is no such time: write whole minutes or hours from "1m" to "24h", such as "30m"'));
