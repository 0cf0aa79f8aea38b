import type { Random } from './random.ts';

/**
 * A condition of the world, not a fault of one call: the call took no effect, and repeating it does not help while the
 * world is as it is.
 */
export class UnavailableError extends Error {
  override readonly name: string = 'UnavailableError';
}

/** From one count on and before another: steps while workers run, minutes at rest. */
export interface Stretch {
  readonly from: number;
  readonly until: number;
}

const NEVER: Stretch = { from: 0, until: 0 };

/** For each of both phases of a history one stretch, or none. */
export const stretchesOf = (random: Random, chance: number) => {
  const stretch = (latest: number, most: number): Stretch => {
    if (!random.chance(chance)) return NEVER;
    const from = random.below(latest);
    return { from, until: from + 1 + random.below(most) };
  };
  return { storm: stretch(60, 150), rest: stretch(12, 15) };
};

export const isWithin = ({ from, until }: Stretch, count: number): boolean => count >= from && count < until;
