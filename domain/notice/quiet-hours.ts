import {
  addDays,
  create,
  dayOfWeek,
  getTimeZoneTransition,
  withFields,
} from 'temporal-polyfill/fns/ZonedDateTime';
import type { QuietHours } from '../kernel/configuration.ts';

/** `24:00`: the midnight at the end of the day. */
const MINUTES_A_DAY = 1_440;

type Zoned = ReturnType<typeof create>;

/** Of a time that comes twice, the first counts. A skipped time comes out as if the clock had not changed. */
const whichOfTwo = { offset: 'ignore', disambiguation: 'earlier' } as const;

/**
 * When the quiet hours that hold at `nowMs` end, epoch ms; undefined outside them. They follow the wall clock of the
 * zone on every day of the year. A time that the clock skips counts as the moment of the skip. Of a time that comes
 * twice, the first counts. docs/requirements.md, Quiet hours.
 */
export const quietUntil = (quiet: QuietHours, nowMs: number): number | undefined => {
  const now = create(BigInt(Math.floor(nowMs)) * 1_000_000n, quiet.timeZone);
  // No zone changes its clock at noon, so a day later is always the next date. From 23:30 it can be the date after
  // (Nuuk).
  const today = withFields(now, { hour: 12 }, whichOfTwo);
  const isOverMidnight = quiet.toMinute < quiet.fromMinute;
  for (const day of [addDays(today, -1), today]) {
    if (quiet.days !== undefined && !quiet.days.includes(dayOfWeek(day))) continue;
    const fromMs = wallClockMs(day, quiet.fromMinute);
    const untilMs = wallClockMs(isOverMidnight ? addDays(day, 1) : day, quiet.toMinute);
    if (fromMs <= nowMs && nowMs < untilMs) return untilMs;
  }
  return undefined;
};

/** Epoch ms at which the zone's clock shows this minute of that day. */
const wallClockMs = (day: Zoned, minuteOfDay: number): number => {
  if (minuteOfDay === MINUTES_A_DAY) return wallClockMs(addDays(day, 1), 0);
  const hour = Math.floor(minuteOfDay / 60);
  const minute = minuteOfDay % 60;
  const exactly = { hour, minute, second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 };
  const at = withFields(day, exactly, whichOfTwo);
  const isSkipped = at.hour !== hour || at.minute !== minute;
  return (isSkipped ? (getTimeZoneTransition(at, 'next') ?? at) : at).epochMilliseconds;
};
