import { expect, test } from 'vitest';
import { parseConfiguration } from '../../config/parse.ts';
import { scaleDurations } from '../../config/scale.ts';
import { contacts, mistakesIn } from './mistakes-in.ts';

const DAY = 86_400_000;

const keptBy = (text: string): number | undefined => {
  const parsed = parseConfiguration(`${contacts}${text}`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.mistakes));
  return parsed.configuration.retentionMs;
};

test.each([
  ['', 730 * DAY],
  ['retention: 2y', 730 * DAY],
  ['retention: 35d', 35 * DAY],
  ['retention: 100y', 36_500 * DAY],
  ['retention: none', undefined],
])('%j is read', (text, kept) => {
  expect(keptBy(text)).toBe(kept);
});

const FOR_EVER = '; or "none" to keep everything for ever';

test.each([
  ['34d', `"34d" is too short: write "35d" or longer${FOR_EVER}`],
  ['101y', `"101y" is too long: write "100y" or shorter${FOR_EVER}`],
  ['2', `"2" has no unit: write "2m" for minutes, or another of s, m, h, d, y${FOR_EVER}`],
  [
    'forever',
    `is not a duration: write one whole number and one unit of s, m, h, d, y, such as "90s" or "5m"${FOR_EVER}`,
  ],
])('%s is refused, with what to write instead', (written, message) => {
  expect(mistakesIn(`retention: ${written}`)).toEqual([`4:12 retention: ${message}`]);
});

test.each([
  ['reopenWindow: 40d', 'clocks.reopenWindow, which is "40d"'],
  ['recheck: 50d', 'clocks.recheck, which is "50d"'],
  ['postIncident: { stability: 40d }', 'clocks.postIncident.stability, which is "40d"'],
  ['postIncident: { postMortem: 40d }', 'clocks.postIncident.postMortem, which is "40d"'],
  ['postIncident: { prevention: 60d }', 'clocks.postIncident.prevention, which is "60d"'],
])('what begins with a resolution ends before the retention does: %s', (clock, what) => {
  expect(mistakesIn(`retention: 40d\nclocks: { ${clock} }`)).toEqual([
    `4:12 retention: "40d" is not longer than ${what}: write a longer one`,
  ]);
  expect(mistakesIn(`retention: 61d\nclocks: { ${clock} }`)).toEqual([]);
  expect(mistakesIn(`retention: none\nclocks: { ${clock} }`)).toEqual([]);
});

test('on compressed time what is resolved is kept for less, and what is kept for ever still is', () => {
  const scaled = (text: string): number | undefined => {
    const parsed = parseConfiguration(`${contacts}${text}`);
    return parsed.ok ? scaleDurations(parsed.configuration, 60).retentionMs : 0;
  };
  expect(scaled('retention: 60d')).toBe(DAY);
  expect(scaled('retention: none')).toBeUndefined();
});

test('a year may stand wherever a duration may', () => {
  const parsed = parseConfiguration(`${contacts}clocks: { expiry: { certificate: 1y } }`);
  expect(parsed.ok && parsed.configuration.clocks.expiryMs.certificate).toBe(365 * DAY);
});
