import { convert, shownNumber, type Unit } from '../../kernel/unit.ts';
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

const withUnit = (value: number, unit: string): string =>
  `${shownNumber(value)}${unit === '' ? '' : ` ${unit}`}`;

const identity = (value: number): number => value;

/** The side on which the alarm's value breaches; undefined where neither comparison nor numbers tell, or a band does. */
export const directionOf = ({ comparison, value, threshold }: Transition): 'high' | 'low' | undefined => {
  if (comparison === 'greater' || comparison === 'greater-or-equal') return 'high';
  if (comparison === 'less' || comparison === 'less-or-equal') return 'low';
  if (comparison !== undefined || value === undefined || threshold === undefined || value === threshold)
    return undefined;
  return value > threshold ? 'high' : 'low';
};

/** Whether the value is below its usual band, where the band is known. */
export const fellOutOfBand = ({ comparison, value, threshold }: Transition): boolean =>
  comparison === 'outside-band' && value !== undefined && threshold !== undefined && value < threshold;

/** Whether nothing is known but that data is missing: then no value fails. */
export const onlyMissing = ({ value, missingData }: Transition): boolean =>
  missingData === true && value === undefined;

const missing: Level = { passed: false, text: 'data is missing' };

/** Outside its usual band, a value counts by the limit alone: the band says nothing of it. */
const inBand = (level: Level, { comparison, value }: Transition): Level | undefined =>
  comparison === 'outside-band' && (value === undefined || !level.passed) ? undefined : level;

/**
 * Whether the alarm reports more than `limit`, strictly. Its value decides; without a value, its threshold; without
 * both, the limit counts as passed (when in doubt, page), unless data is missing. Undefined where the alarm looks for
 * low values, or for unusual ones that keep within the limit.
 */
export const above = (transition: Transition, limit: Limit): Level | undefined => {
  if (directionOf(transition) === 'low') return undefined;
  return inBand(levelAbove(transition, limit), transition);
};

const levelAbove = (transition: Transition, { limit, unit, scale = identity }: Limit): Level => {
  const { value, threshold, comparison } = transition;
  if (onlyMissing(transition)) return missing;
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
export const below = (transition: Transition, limit: Limit): Level | undefined => {
  if (directionOf(transition) === 'high') return undefined;
  return inBand(levelBelow(transition, limit), transition);
};

const levelBelow = (transition: Transition, { limit, unit, scale = identity }: Limit): Level => {
  const { value, threshold, comparison } = transition;
  if (onlyMissing(transition)) return missing;
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

/** Into percent: by the unit where it is a share, by the numbers where there is none. What counts per second is no share. */
export const shareScale = (
  transition: Transition,
  unit: Unit | undefined,
): ((value: number) => number) | undefined =>
  convert(unit, '%') ?? (unit?.includes('/') ? undefined : shareToPercent(transition));

/** Whether a calculation multiplies by a hundred. */
const timesHundred = (expression: string): boolean =>
  /\*\s*100(?:\.0+)?(?![\d.])|(?<![\d.])100(?:\.0+)?\s*\*/.test(expression);

/**
 * Shares without a unit come as 0 to 1 or as 0 to 100. A calculation that multiplies by 100 is in percent. Otherwise
 * numbers that all lie within 0 to 1 are fractions: no share exceeds the whole, and a threshold of exactly 1 with
 * "greater" is one percent for the same reason.
 */
const shareToPercent = (transition: Transition): ((value: number) => number) => {
  const { value, threshold, comparison, signal } = transition;
  const percent = (number: number): number => number;
  if (signal.expressions.some(timesHundred)) return percent;
  if (value !== undefined && value > 1) return percent;
  if (threshold !== undefined && threshold > 1) return percent;
  if (threshold === 1 && (comparison === 'greater' || comparison === 'greater-or-equal')) return percent;
  return (number) => Number((number * 100).toPrecision(12));
};
