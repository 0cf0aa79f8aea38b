/** Statistics that a few odd values do not move. */

/** How many standard deviations of a normal distribution lie between its median and its 95 % quantile. */
const TAIL = 1.645;

const ascending = (values: readonly number[]): Float64Array => Float64Array.from(values).sort();

/** The value at the share `p` (0 to 1) of sorted values, always one of them; `NaN` of none. */
const quantile = (sorted: Float64Array, p: number): number =>
  sorted[Math.floor(p * (sorted.length - 1))] ?? Number.NaN;

const middle = (sorted: Float64Array): number =>
  (quantile(sorted, 0.5) + (sorted[sorted.length >> 1] ?? Number.NaN)) / 2;

/** `NaN` of no values. */
export const median = (values: readonly number[]): number => middle(ascending(values));

/** The middle value, the lower one of two: what at least half of the values reach. Zero of none. */
export const lowerMedian = (values: readonly number[]): number =>
  values.length === 0 ? 0 : quantile(ascending(values), 0.5);

/** A centre, and how far values stray from it upwards and downwards, in units of a standard deviation. */
export interface Spread {
  readonly centre: number;
  readonly above: number;
  readonly below: number;
}

/** From the median and the outer 5 % quantiles: one value in twenty may be anything. `NaN` of no values. */
export const spreadOf = (values: readonly number[]): Spread => {
  const sorted = ascending(values);
  const centre = middle(sorted);
  return {
    centre,
    above: (quantile(sorted, 0.95) - centre) / TAIL,
    below: (centre - quantile(sorted, 0.05)) / TAIL,
  };
};
