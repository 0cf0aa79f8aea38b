import type { Transition } from '../../../domain/signal/signal.ts';

export type Comparison = NonNullable<Transition['comparison']>;

/** The data points of an alarm's state, and what they were compared with. */
export interface Points {
  readonly newestFirst: readonly number[];
  /** The band of each data point, in the same order, where the alarm compares with one. */
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  readonly threshold: number | undefined;
  /** The values that the reason's text lists, newest first: those that breached. */
  readonly told: readonly number[];
}

/** Whether a value breaches; undefined where what it is compared with is not known. */
const breaches = (
  value: number,
  comparison: Comparison,
  lower: number | undefined,
  upper: number | undefined,
): boolean | undefined => {
  switch (comparison) {
    case 'greater':
      return upper === undefined ? undefined : value > upper;
    case 'greater-or-equal':
      return upper === undefined ? undefined : value >= upper;
    case 'less':
      return lower === undefined ? undefined : value < lower;
    case 'less-or-equal':
      return lower === undefined ? undefined : value <= lower;
    case 'outside-band':
      return lower === undefined || upper === undefined ? undefined : value < lower || value > upper;
  }
};

/**
 * The newest value that breaches. In "3 out of the last 6" the newest data points may be healthy, and missing ones may
 * stand for breaching ones. Without a comparison the text's own list counts; a value that may be healthy does not.
 */
export const breachingValue = (
  { newestFirst, lower, upper, threshold, told }: Points,
  comparison: Comparison | undefined,
  treatedAsBreaching: boolean,
): number | undefined => {
  const [newest] = newestFirst;
  if (comparison === undefined) {
    if (treatedAsBreaching) return undefined;
    return told[0] ?? (threshold === undefined ? newest : undefined);
  }
  const judged = newestFirst.map((value, at) => ({
    value,
    breaching: breaches(value, comparison, lower[at] ?? threshold, upper[at] ?? threshold),
  }));
  const found = judged.find(({ breaching }) => breaching === true);
  if (found !== undefined) return found.value;
  const listed = told.find((value) => breaches(value, comparison, threshold, threshold) !== false);
  if (listed !== undefined) return listed;
  // Nothing to compare with: the newest value stands for the state, unless it may be a healthy one beside missing ones.
  return !treatedAsBreaching && judged[0]?.breaching === undefined ? newest : undefined;
};

/** The bound of its band that a value is beyond; undefined where no data point of that value is outside a known band. */
export const crossedBound = (
  { newestFirst, lower, upper }: Points,
  value: number | undefined,
): number | undefined => {
  const at = newestFirst.findIndex(
    (point, index) => point === value && breaches(point, 'outside-band', lower[index], upper[index]) === true,
  );
  const low = lower[at];
  return value !== undefined && low !== undefined && value < low ? low : upper[at];
};

/**
 * The comparison of an ALARM whose text does not word it, where all data points lie on one side of the threshold: those
 * that breached lie there.
 */
export const comparisonByPoints = ({ newestFirst, threshold }: Points): Comparison | undefined => {
  if (threshold === undefined || newestFirst.length === 0) return undefined;
  if (newestFirst.every((value) => value > threshold)) return 'greater';
  return newestFirst.every((value) => value < threshold) ? 'less' : undefined;
};
