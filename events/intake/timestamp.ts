import type { IntakeContext } from './reading.ts';

const isoTime =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;
const rfc1123Time =
  /^(?:[A-Za-z]{3},\s*)?(\d{1,2}) ([A-Za-z]{3}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) (GMT|UTC|[+-]\d{4})$/;
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const offsetMs = (zone: string): number => {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (match === null) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return (match[1] === '-' ? -minutes : minutes) * 60_000;
};

const inRange = (month: number, day: number, hour: number, minute: number, second: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour <= 23 && minute <= 59 && second <= 60;

const utc = (parts: readonly number[], zone: string): number | undefined => {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, milli = 0] = parts;
  if (!inRange(month, day, hour, minute, second)) return undefined;
  const at = Date.UTC(year, month - 1, day, hour, minute, second, milli) - offsetMs(zone);
  return at >= 0 ? at : undefined;
};

/**
 * Epoch milliseconds of a time as AWS writes it: ISO 8601 with `Z`, `+00:00` or CloudWatch's `+0000`, without a zone
 * (read as UTC), or Health's RFC 1123 (`Fri, 3 Jun 2022 05:01:10 GMT`, whose weekday is sometimes wrong and never
 * looked at). Anything else, and times before 1970, give undefined.
 */
export const parseTimestamp = (value: string | undefined): number | undefined => {
  if (value === undefined || value.length > 64) return undefined;
  const iso = isoTime.exec(value.trim());
  if (iso !== null) {
    const parts = [1, 2, 3, 4, 5, 6].map((group) => Number(iso[group] ?? 0));
    return utc([...parts, Number((iso[7] ?? '').padEnd(3, '0').slice(0, 3))], iso[8] ?? 'Z');
  }
  const rfc = rfc1123Time.exec(value.trim());
  if (rfc === null) return undefined;
  const month = months.indexOf((rfc[2] ?? '').toLowerCase()) + 1;
  return utc([Number(rfc[3]), month, ...[1, 4, 5, 6].map((group) => Number(rfc[group]))], rfc[7] ?? 'GMT');
};

/** How far ahead of its receipt an event may be dated; clocks of AWS services differ by less. */
export const FUTURE_TOLERANCE_MS = 2_000;

/**
 * When it happened: the first candidate that is a time, else the receipt. A time more than seconds ahead of the receipt
 * becomes the receipt. Otherwise a future-dated ALARM would make every OK until then stale, and the incident could not
 * clear; and a future-dated OK would hide the ALARM after it. Times in the past are kept: a late event must not overtake
 * newer ones.
 */
export const momentOf = (context: IntakeContext, ...candidates: readonly (string | undefined)[]): number => {
  for (const candidate of candidates) {
    const at = parseTimestamp(candidate);
    if (at !== undefined) return at > context.receivedAtMs + FUTURE_TOLERANCE_MS ? context.receivedAtMs : at;
  }
  return context.receivedAtMs;
};
