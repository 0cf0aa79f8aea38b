import { expect, test } from 'vitest';
import { ownAlarms } from '../../deployment/own-alarms.ts';
import type { Watched } from '../../deployment/watched.ts';

const watched: Watched = {
  name: 'tocsin-dev',
  functions: ['ingest-alarm', 'sweep-due'],
  tableIndexes: ['due'],
  topics: ['primary', 'fallback', 'watch'],
  sendsSms: false,
  smsMonthlyLimitUsd: 1,
  diagnostic: false,
};

test('what SMS cost is watched where somebody is reached by SMS, and nowhere else', () => {
  expect(Object.keys(ownAlarms(watched))).not.toContain('SmsSpendAlarm');
  expect(Object.keys(ownAlarms({ ...watched, sendsSms: true }))).toContain('SmsSpendAlarm');
});

test('diagnostic alarms come beside the essential ones, none of them twice', () => {
  const essential = Object.keys(ownAlarms(watched));
  const all = Object.values(ownAlarms({ ...watched, diagnostic: true }));
  const names = all.flatMap(({ Properties }) => Properties['AlarmName'] ?? []);
  expect(new Set(names).size).toBe(names.length);
  expect(Object.keys(ownAlarms({ ...watched, diagnostic: true }))).toEqual(expect.arrayContaining(essential));
  expect(all.length).toBeGreaterThan(essential.length + 8);
});
