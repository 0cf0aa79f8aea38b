import { expect, test } from 'vitest';
import { playHistory } from './play-history.ts';
import { playSeeds } from './players.ts';

test.each([1, 3])('on %i threads, the violation of the lowest seed is the answer', async (jobs) => {
  const mutation = 'severity-falls';
  let lowest = 1;
  while ((await playHistory(lowest, mutation)) === undefined) lowest++;
  const violation = await playSeeds({ from: 1, seeds: 600, mutation }, jobs);
  expect(violation?.seed).toBe(lowest);
});

test('every seed is played where none is violated', async () => {
  const played: number[] = [];
  expect(await playSeeds({ from: 1, seeds: 250 }, 2, (count) => played.push(count))).toBeUndefined();
  expect(played.at(-1)).toBe(250);
});
