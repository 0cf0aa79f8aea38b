import { expect, test } from 'vitest';
import { pauseMs } from '../../functions/wiring/pause.ts';

test('pauses double, by chance, up to a quarter of a second', () => {
  expect([1, 2, 3, 4, 5, 6, 20].map((tries) => pauseMs(tries, 1))).toEqual([10, 20, 40, 80, 160, 250, 250]);
  expect(pauseMs(20, 0)).toBe(0);
  expect(pauseMs(2, 0.5)).toBe(10);
});

test('twenty tries end well before the shortest timeout of a function, 10 s', () => {
  const longestMs = Array.from({ length: 19 }, (_, n) => pauseMs(n + 1, 1)).reduce((sum, ms) => sum + ms, 0);
  expect(longestMs).toBeLessThan(5_000);
});
