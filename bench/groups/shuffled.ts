import { createRandom } from '../../test/simulation/random.ts';

/** The same order each run: a storm must be comparable. */
export const shuffled = <T>(all: readonly T[], seed: number): T[] => {
  const random = createRandom(seed);
  const left = [...all];
  const mixed: T[] = [];
  while (left.length > 0) {
    const at = random.below(left.length);
    const last = left.pop();
    const picked = left[at] ?? last;
    if (picked === undefined || last === undefined) break;
    if (at < left.length) left[at] = last;
    mixed.push(picked);
  }
  return mixed;
};
