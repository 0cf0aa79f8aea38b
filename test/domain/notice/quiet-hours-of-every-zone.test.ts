import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quietUntil } from '../../../domain/notice/quiet-hours.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;

const formats = new Map<string, Intl.DateTimeFormat>();

const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', {
      dateStyle: 'short',
      timeStyle: 'short',
      hourCycle: 'h23',
      timeZone,
    });
  formats.set(timeZone, format);
  return format;
};

/** What a clock on the wall shows, by Intl: minutes since midnight, and the date beside it. */
const shownAt = (ms: number, timeZone: string) => {
  const parts = formatOf(timeZone).formatToParts(ms);
  const part = (type: string) => Number(parts.find((p) => p.type === type)?.value);
  return { minute: part('hour') * 60 + part('minute'), date: part('day') };
};

const offsetAt = (ms: number, timeZone: string): number =>
  (shownAt(ms, timeZone).minute - Math.floor(ms / MINUTE) + 1_440_000_000) % 1_440;

const FROM = Date.UTC(2026, 0, 1);
const UNTIL = Date.UTC(2029, 0, 1);
const WEEK = 168 * HOUR;

/** The minute between two moments at which a zone's clock is changed. */
const changeBetween = (timeZone: string, beforeMs: number, afterMs: number): number => {
  if (afterMs - beforeMs <= MINUTE) return afterMs;
  const halfMs = beforeMs + Math.floor((afterMs - beforeMs) / 2 / MINUTE) * MINUTE;
  return offsetAt(halfMs, timeZone) === offsetAt(beforeMs, timeZone)
    ? changeBetween(timeZone, halfMs, afterMs)
    : changeBetween(timeZone, beforeMs, halfMs);
};

const changesOf = (timeZone: string): readonly number[] =>
  Array.from({ length: Math.floor((UNTIL - FROM) / WEEK) }, (_, n) => FROM + n * WEEK)
    .filter((ms) => offsetAt(ms, timeZone) !== offsetAt(ms + WEEK, timeZone))
    .map((ms) => changeBetween(timeZone, ms, ms + WEEK));

/** Every zone that Node knows, at any time or within a day of a change of its clock. */
const zoneAndMoment = fc.constantFrom(...Intl.supportedValuesOf('timeZone')).chain((timeZone) => {
  const anytime = fc.integer({ min: FROM, max: UNTIL });
  const near = changesOf(timeZone).map((ms) => fc.integer({ min: ms - 24 * HOUR, max: ms + 24 * HOUR }));
  return fc.record({ timeZone: fc.constant(timeZone), nowMs: fc.oneof(anytime, ...near) });
});

const minuteOfDay = fc.integer({ min: 0, max: 1_439 });
const hours = fc.tuple(minuteOfDay, minuteOfDay).filter(([from, to]) => from !== to);

test('in every zone they end when the clock on the wall says so, or skips it, and hold until then', () => {
  fc.assert(
    fc.property(zoneAndMoment, hours, ({ timeZone, nowMs }, [fromMinute, toMinute]) => {
      const quiet = { fromMinute, toMinute, timeZone };
      const endMs = quietUntil(quiet, nowMs);
      fc.pre(endMs !== undefined);
      expect(endMs).toBeGreaterThan(nowMs);
      expect(endMs - nowMs).toBeLessThan(26 * HOUR);
      const before = shownAt(endMs - 1, timeZone).minute;
      const { minute } = shownAt(endMs, timeZone);
      const isSkipped = (toMinute - before + 1_440) % 1_440 < (minute - before + 1_440) % 1_440;
      expect(minute === toMinute || isSkipped).toBe(true);
      for (const share of [0.25, 0.5, 0.75, 1])
        expect(quietUntil(quiet, Math.ceil(nowMs + (endMs - nowMs) * share) - 1)).toBe(endMs);
    }),
    { numRuns: 2_000 },
  );
});

/** Whether the clock, set back, shows this minute for the second time. */
const isShownAgain = (ms: number, timeZone: string): boolean => {
  const now = shownAt(ms, timeZone);
  return [30, 60, 120].some((minutes) => {
    const then = shownAt(ms - minutes * MINUTE, timeZone);
    return then.minute === now.minute && then.date === now.date;
  });
};

test('in every zone they hold whenever the clock on the wall shows a time within them for the first time', () => {
  fc.assert(
    fc.property(zoneAndMoment, hours, ({ timeZone, nowMs }, [fromMinute, toMinute]) => {
      const into = (shownAt(nowMs, timeZone).minute - fromMinute + 1_440) % 1_440;
      fc.pre(!isShownAgain(nowMs, timeZone));
      const isWithin = into < (toMinute - fromMinute + 1_440) % 1_440;
      expect(quietUntil({ fromMinute, toMinute, timeZone }, nowMs) !== undefined).toBe(isWithin);
    }),
    { numRuns: 2_000 },
  );
});
