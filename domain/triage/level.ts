import { median, type Spread, spreadOf } from './robust.ts';

/** Fewer normal values say nothing about what is normal. */
const ENOUGH = 5;

/**
 * What is normal for a figure: the spread of the normal stretch around a centre that the slots right before the onset
 * move, the more of them the further. The normal stretch may be of another day; a few slots alone are noise. So `n` slots
 * weigh as much as `n` to the normal stretch's one. `undefined` where the normal stretch has too few values.
 */
export const levelOf = (normal: readonly number[], before: readonly number[]): Spread | undefined => {
  if (normal.length < ENOUGH) return undefined;
  const spread = spreadOf(normal);
  if (before.length === 0) return spread;
  return { ...spread, centre: (spread.centre + before.length * median(before)) / (before.length + 1) };
};
