import { expect, test } from 'vitest';
import { quietUntil } from '../../../domain/notice/quiet-hours.ts';
import { START } from '../../behaviour/world.ts';

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

test('an end that a clock set forward by half an hour skips is that moment, too', () => {
  const quiet = { fromMinute: 0, toMinute: 135, timeZone: 'Australia/Lord_Howe' };
  expect(quietUntil(quiet, Date.parse('2026-10-03T14:00:00Z'))).toBe(Date.parse('2026-10-03T15:30:00Z'));
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

test('hours that begin when they end are none', () => {
  expect(quietUntil({ fromMinute: 60, toMinute: 60, timeZone: 'UTC' }, START)).toBeUndefined();
});

test('hours within a day hold from their first minute to their last, whatever the seconds say', () => {
  const quiet = { fromMinute: 3 * 60, toMinute: 4 * 60 + 30, timeZone: 'UTC' };
  expect(quietUntil(quiet, START - 1)).toBeUndefined();
  expect(quietUntil(quiet, START)).toBe(START + 90 * 60_000);
  expect(quietUntil(quiet, START + 0.5)).toBe(START + 90 * 60_000);
  expect(quietUntil(quiet, START + 90 * 60_000 - 1)).toBe(START + 90 * 60_000);
  expect(quietUntil(quiet, START + 90 * 60_000)).toBeUndefined();
});
