import type { Transition } from '../../signal/signal.ts';

/** A documented limit, and how the alarm's numbers are converted to its unit. */
export interface Limit {
  readonly limit: number;
  readonly unit: '%' | 's' | '';
  /** From the metric's unit into the limit's. */
  readonly scale?: (number: number) => number;
}

/** Whether a limit is passed, and the same in words. */
export interface Level {
  readonly passed: boolean;
  readonly text: string;
}

/** Four significant digits are enough for people; 99.95 stays below 100. */
export const shownNumber = (value: number): string => String(Number(value.toPrecision(4)));

const withUnit = (value: number, unit: string): string =>
  `${shownNumber(value)}${unit === '' ? '' : ` ${unit}`}`;

const identity = (value: number): number => value;

/**
 * Whether the alarm reports more than `limit`, strictly. Its value decides; without a value, its threshold; without
 * both, the limit counts as passed (when in doubt, page). Undefined where the alarm looks for low values.
 */
export const above = (
  transition: Transition,
  { limit, unit, scale = identity }: Limit,
): Level | undefined => {
  const { value, threshold, comparison } = transition;
  if (comparison === 'less' || comparison === 'less-or-equal') return undefined;
  const bound = withUnit(limit, unit);
  if (value !== undefined) {
    const level = scale(value);
    const passed = level > limit;
    return { passed, text: `${withUnit(level, unit)} ${passed ? 'exceeds' : 'does not exceed'} ${bound}` };
  }
  if (threshold !== undefined) {
    const level = scale(threshold);
    const passed = comparison === 'greater-or-equal' ? level > limit : level >= limit;
    return { passed, text: `no value, judged by its threshold ${withUnit(level, unit)} against ${bound}` };
  }
  return { passed: true, text: 'neither value nor threshold, judged by its metric alone' };
};

/** The same for less than `limit`. Undefined where the alarm looks for high values. */
export const below = (
  transition: Transition,
  { limit, unit, scale = identity }: Limit,
): Level | undefined => {
  const { value, threshold, comparison } = transition;
  if (comparison === 'greater' || comparison === 'greater-or-equal') return undefined;
  const bound = withUnit(limit, unit);
  if (value !== undefined) {
    const level = scale(value);
    const passed = level < limit;
    return { passed, text: `${withUnit(level, unit)} is ${passed ? '' : 'not '}below ${bound}` };
  }
  if (threshold !== undefined) {
    const level = scale(threshold);
    const passed = comparison === 'less-or-equal' ? level < limit : level <= limit;
    return { passed, text: `no value, judged by its threshold ${withUnit(level, unit)} against ${bound}` };
  }
  return { passed: true, text: 'neither value nor threshold, judged by its metric alone' };
};

/**
 * Calculated shares come as 0 to 1 or as 0 to 100. A calculation that multiplies by 100 is in percent. Otherwise
 * numbers that all lie within 0 to 1 are fractions. A threshold of exactly 1 with "greater" is one percent: nothing
 * exceeds the whole.
 */
export const shareToPercent = (transition: Transition): ((value: number) => number) => {
  const { value, threshold, comparison, signal } = transition;
  const percent = (number: number): number => number;
  if (signal.expressions.some((expression) => /\*\s*100(?![\d.])|(?<![\d.])100\s*\*/.test(expression)))
    return percent;
  if (value !== undefined && value > 1) return percent;
  if (threshold !== undefined && threshold > 1) return percent;
  if (threshold === 1 && (comparison === 'greater' || comparison === 'greater-or-equal')) return percent;
  return (number) => Number((number * 100).toPrecision(12));
};
