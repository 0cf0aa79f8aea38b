import { describe, expect, test } from 'vitest';
import { FUTURE_TOLERANCE_MS, momentOf, parseTimestamp } from '../../../events/intake/timestamp.ts';
import { context, receivedAtMs } from './messages.ts';

const at = Date.UTC(2026, 10, 20, 3, 4, 10, 287);
const second = Date.UTC(2026, 10, 20, 3, 4, 10);

describe('a time as AWS writes it', () => {
  test.each([
    ['2026-11-20T03:04:10.287+0000', at],
    ['2026-11-20T03:04:10.287Z', at],
    ['2026-11-20T04:04:10.287+01:00', at],
    ['2026-11-19T19:34:10.287-0730', at],
    ['2026-11-20T03:04:10.287654321Z', at],
    ['2026-11-20T03:04:10.287', at],
    ['2026-11-20 03:04:10Z', second],
    ['2026-11-20T03:04Z', Date.UTC(2026, 10, 20, 3, 4)],
    ['2026-11-20T03:04:10.3Z', second + 300],
    ['Fri, 20 Nov 2026 03:04:10 GMT', second],
    ['Fri, 5 Jun 2026 15:10:09 GMT', Date.UTC(2026, 5, 5, 15, 10, 9)],
    ['20 Nov 2026 04:04:10 +0100', second],
  ])('%s is read to the millisecond', (text, expected) => {
    expect(parseTimestamp(text)).toBe(expected);
  });

  test('a wrong weekday does not spoil an RFC 1123 time', () => {
    expect(parseTimestamp('Sun, 20 Nov 2026 03:04:10 GMT')).toBe(second);
  });

  test.each([
    undefined,
    '',
    'yesterday',
    'yyyy-mm-ddThh:mm:ssZ',
    '2026-13-20T03:04:10Z',
    '2026-11-20T25:04:10Z',
    'Fri, 20 Foo 2026 03:04:10 GMT',
    'Fri, 20 Nov 03:04:10 GMT',
    '1795143850',
    '1969-12-31T23:59:59Z',
    `2026-11-20T03:04:10Z${' '.repeat(100)}`,
  ])('%j is no time', (text) => {
    expect(parseTimestamp(text)).toBeUndefined();
  });
});

describe('the moment of an event', () => {
  test('is the first candidate that is a time', () => {
    expect(momentOf(context, 'soon', undefined, '2026-11-20T03:04:10.287Z', '2026-11-20T03:00:00Z')).toBe(at);
  });

  test('is the receipt where no candidate is one', () => {
    expect(momentOf(context, 'soon', undefined)).toBe(receivedAtMs);
  });

  test('lies in the future by the tolerance at most, so that a later OK is not stale', () => {
    const withinMs = receivedAtMs + FUTURE_TOLERANCE_MS;
    expect(momentOf(context, new Date(withinMs).toISOString())).toBe(withinMs);
    expect(momentOf(context, new Date(withinMs + 1).toISOString())).toBe(receivedAtMs);
    expect(momentOf(context, '9999-12-31T23:59:59Z')).toBe(receivedAtMs);
  });

  test('may lie in the past, so that a late event does not overtake newer ones', () => {
    expect(momentOf(context, '2016-06-05T06:27:57Z')).toBe(Date.UTC(2016, 5, 5, 6, 27, 57));
  });
});
