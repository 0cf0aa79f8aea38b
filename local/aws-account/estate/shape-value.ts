import type { Shape } from '../situation/shape.ts';

/** A number from -1 to 1 that is always the same for a seed and a minute (mulberry32's mixing). */
const wobble = (seed: number, minute: number): number => {
  let mixed = (seed + Math.imul(minute, 0x6d2b79f5)) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return (((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_295) * 2 - 1;
};

/** The value at a time, in milliseconds from the onset; undefined where there is no data. */
export const shapeValue = (shape: Shape, atMs: number): number | undefined => {
  if (typeof shape === 'number') return shape;
  const { from, to = from, at = 0, over = 0, back, since, until, noise = 0, seed = 0 } = shape;
  if ((since !== undefined && atMs < since) || (until !== undefined && atMs >= until)) return undefined;
  const isBack = back !== undefined && atMs >= back;
  const progress = atMs < at || isBack ? 0 : over === 0 ? 1 : Math.min(1, (atMs - at) / over);
  const plain = from + (to - from) * progress;
  return noise === 0 ? plain : plain * (1 + noise * wobble(seed, Math.floor(atMs / 60_000)));
};
