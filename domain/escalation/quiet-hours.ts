import type { QuietHours } from '../kernel/configuration.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;

/**
 * When the quiet hours that hold at `nowMs` end, epoch ms; undefined outside them. Wall-clock time of the zone: on a day
 * whose clock changes the end can be off by that hour, and is looked at again then.
 */
export const quietUntil = (quiet: QuietHours, nowMs: number): number | undefined => {
  const minute = minuteOfDay(nowMs, quiet.timeZone);
  const length = (quiet.toMinute - quiet.fromMinute + DAY_MINUTES) % DAY_MINUTES;
  const into = (minute - quiet.fromMinute + DAY_MINUTES) % DAY_MINUTES;
  if (into >= length) return undefined;
  return nowMs - (nowMs % MINUTE_MS) + (length - into) * MINUTE_MS;
};

const minuteOfDay = (nowMs: number, timeZone: string): number => {
  const format = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  const part = (type: string) => Number(format.formatToParts(nowMs).find((p) => p.type === type)?.value ?? 0);
  return part('hour') * 60 + part('minute');
};
