import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quietUntil } from '../../../domain/notice/quiet-hours.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;

const nightly = (timeZone: string) => ({ fromMinute: 22 * 60, toMinute: 7 * 60, timeZone });

const endOf = (timeZone: string, at: string): string | undefined => {
  const endMs = quietUntil(nightly(timeZone), Date.parse(at));
  return endMs === undefined ? undefined : new Date(endMs).toISOString();
};

test.each([
  ['the night the clocks go forward', 'Europe/Paris', '2027-03-27T22:30:00Z', '2027-03-28T05:00:00.000Z'],
  ['the night they go back', 'Europe/Paris', '2026-10-24T20:30:00Z', '2026-10-25T06:00:00.000Z'],
  ['any other night', 'Europe/Paris', '2026-11-18T22:30:00Z', '2026-11-19T06:00:00.000Z'],
  ['after midnight', 'America/New_York', '2026-11-19T08:00:00Z', '2026-11-19T12:00:00.000Z'],
])('%s they end at 07:00 on the wall', (_, timeZone, at, end) => {
  expect(endOf(timeZone, at)).toBe(end);
});

test('by day there are none', () => {
  expect(endOf('Europe/Paris', '2026-11-19T06:00:00Z')).toBeUndefined();
  expect(endOf('Europe/Paris', '2026-11-19T20:59:59Z')).toBeUndefined();
  expect(endOf('Europe/Paris', '2026-11-19T21:00:00Z')).toBe('2026-11-20T06:00:00.000Z');
});

test('an end that the clock skips is the moment at which it skips', () => {
  const quiet = { fromMinute: 0, toMinute: 150, timeZone: 'Europe/Paris' };
  expect(quietUntil(quiet, Date.parse('2027-03-28T00:30:00Z'))).toBe(Date.parse('2027-03-28T01:00:00Z'));
});

test('an end that comes twice is the first of the two', () => {
  const quiet = { fromMinute: 0, toMinute: 150, timeZone: 'Europe/Paris' };
  expect(quietUntil(quiet, Date.parse('2026-10-24T23:00:00Z'))).toBe(Date.parse('2026-10-25T00:30:00Z'));
  expect(quietUntil(quiet, Date.parse('2026-10-25T00:45:00Z'))).toBeUndefined();
});

test('a clock that is set forward at 23:00 makes no quiet hours a day longer', () => {
  const quiet = { fromMinute: 300, toMinute: 0, timeZone: 'America/Nuuk' };
  expect(quietUntil(quiet, Date.parse('2027-03-27T01:30:00Z'))).toBe(Date.parse('2027-03-27T02:00:00Z'));
});

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

test('they begin on the days that are named, by the calendar of the zone', () => {
  const weekend = { days: [5, 6], fromMinute: 22 * 60, toMinute: 9 * 60, timeZone: 'America/New_York' };
  const endOfThem = (at: string) => {
    const endMs = quietUntil(weekend, Date.parse(at));
    return endMs === undefined ? undefined : new Date(endMs).toISOString();
  };
  // 2026-11-20 is a Friday; New York is five hours behind UTC.
  expect(endOfThem('2026-11-20T04:00:00Z')).toBeUndefined();
  expect(endOfThem('2026-11-21T04:00:00Z')).toBe('2026-11-21T14:00:00.000Z');
  expect(endOfThem('2026-11-22T04:00:00Z')).toBe('2026-11-22T14:00:00.000Z');
  expect(endOfThem('2026-11-23T04:00:00Z')).toBeUndefined();
});

test('"24:00" is the midnight at the end of the day, also on a day of 25 hours', () => {
  const sundays = { days: [7], fromMinute: 0, toMinute: 1_440, timeZone: 'Europe/Paris' };
  expect(quietUntil(sundays, Date.parse('2026-10-25T22:59:59Z'))).toBe(Date.parse('2026-10-25T23:00:00Z'));
  expect(quietUntil(sundays, Date.parse('2026-10-25T23:00:00Z'))).toBeUndefined();
});
