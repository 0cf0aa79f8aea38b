import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quietUntil } from '../../../domain/escalation/quiet-hours.ts';

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

/** What a clock on the wall shows, by Intl: minutes since midnight. */
const shownAt = (ms: number, timeZone: string): number => {
  const format = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  const part = (type: string) => Number(format.formatToParts(ms).find((p) => p.type === type)?.value);
  return part('hour') * 60 + part('minute');
};

const zones = [
  'UTC',
  'Europe/Paris',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
];

test('they end when the clock on the wall says so, or skips it, and hold until then', () => {
  const quiet = fc.record({
    fromMinute: fc.integer({ min: 0, max: 1_439 }),
    toMinute: fc.integer({ min: 0, max: 1_439 }),
    timeZone: fc.constantFrom(...zones),
  });
  const moment = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2029, 0, 1) });
  fc.assert(
    fc.property(
      quiet.filter(({ fromMinute, toMinute }) => fromMinute !== toMinute),
      moment,
      (hours, nowMs) => {
        const endMs = quietUntil(hours, nowMs);
        if (endMs === undefined) return;
        expect(endMs).toBeGreaterThan(nowMs);
        expect(endMs - nowMs).toBeLessThan(26 * HOUR);
        const { toMinute, timeZone } = hours;
        const before = shownAt(endMs - MINUTE, timeZone);
        const isSkipped =
          (toMinute - before + 1_440) % 1_440 < (shownAt(endMs, timeZone) - before + 1_440) % 1_440;
        expect(shownAt(endMs, timeZone) === toMinute || isSkipped).toBe(true);
        expect(quietUntil(hours, endMs - 1)).toBe(endMs);
        const halfMs = Math.floor((nowMs + endMs) / 2);
        expect(quietUntil(hours, halfMs)).toBe(endMs);
      },
    ),
    { numRuns: 2_000 },
  );
});
