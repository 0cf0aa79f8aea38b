import { expect, test } from 'vitest';
import { playHistory } from '../simulation/play-history.ts';

/** So many that `npm run mutate` can ask them for each change of `protocol/`; `npm run simulate` plays the others. */
const SEEDS = 25;

test('a few seeded histories keep the invariants (I1, I2, I3, I4, I5, I6, I7)', async () => {
  for (let seed = 1; seed <= SEEDS; seed++) expect((await playHistory(seed))?.what).toBeUndefined();
});
