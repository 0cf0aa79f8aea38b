import { expect, test } from 'vitest';
import { scaleDurations } from '../../config/scale.ts';
import { defaults } from '../../config/schema/defaults.ts';
import type { Configuration } from '../../domain/kernel/configuration.ts';

const everything: Configuration = {
  ...defaults,
  databaseStorageBytes: { ordersMs: 600 },
  policies: {
    nightMs: {
      name: 'nightMs',
      rungs: [{ id: 'a', audiences: ['primary'], timeoutMs: 300_000 }],
      repeatEveryMs: 300_000,
      maxRepeats: 60,
      quietHours: { fromMinute: 1_320, toMinute: 420, timeZone: 'UTC' },
    },
  },
};

/** Every number, with the path that leads to it. */
const numbersOf = (value: unknown, path: readonly string[] = []): [string, number][] => {
  if (typeof value === 'number') return [[path.join('.'), value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, entry]) => numbersOf(entry, [...path, key]));
};

/** The type names durations `…Ms`; names that the team chose are no durations. */
const isDuration = (path: string) =>
  path.split('.').some((key) => key.endsWith('Ms') && key !== 'nightMs' && key !== 'ordersMs');

test('every duration is scaled, and nothing else', () => {
  const scaled = new Map(numbersOf(scaleDurations(everything, 60)));
  const before = numbersOf(everything);
  expect(before.filter(([path]) => isDuration(path)).length).toBeGreaterThan(25);
  for (const [path, value] of before)
    expect([path, scaled.get(path)]).toEqual([path, isDuration(path) ? value / 60 : value]);
});

test('quiet hours are wall-clock time and stay', () => {
  expect(scaleDurations(everything, 60).policies['nightMs']?.quietHours).toEqual(
    everything.policies['nightMs']?.quietHours,
  );
});

test('a scale of one changes nothing', () => {
  expect(scaleDurations(everything, 1)).toEqual(everything);
});

test('a duration never becomes nothing, and nothing stays nothing', () => {
  const clocks = { ...defaults.clocks, clearHoldMs: 0 };
  const scaled = scaleDurations({ ...defaults, clocks }, 1e9).clocks;
  expect(scaled.clearHoldMs).toBe(0);
  expect(scaled.autoResolveMs).toBe(1);
});

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('a time scale of %d is refused', (scale) => {
  expect(() => scaleDurations(defaults, scale)).toThrow('write a positive number');
});
