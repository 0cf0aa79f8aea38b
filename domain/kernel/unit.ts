/** The unit of what an alarm reports, as CloudWatch names it. API reference, `MetricDatum`, Unit. */
export type Unit = 'Seconds' | 'Milliseconds' | 'Microseconds' | 'Percent' | 'Ratio' | (string & {});

/** The unit that a documented limit is in. */
export type LimitUnit = 's' | '%';

const perUnit: Readonly<Record<LimitUnit, ReadonlyMap<Unit, number>>> = {
  s: new Map([
    ['Seconds', 1],
    ['Milliseconds', 1_000],
    ['Microseconds', 1_000_000],
  ]),
  // A share of one, `Ratio`, is no unit of CloudWatch: an average of zeros and ones is one.
  '%': new Map([
    ['Percent', 1],
    ['Ratio', 0.01],
  ]),
};

/** Converts numbers of a unit into that of a limit; undefined where the unit is not known or measures something else. */
export const convert = (from: Unit | undefined, to: LimitUnit): ((value: number) => number) | undefined => {
  const divisor = from === undefined ? undefined : perUnit[to].get(from);
  // Twelve digits: 0.07 of one is 7 %, not 7.000000000000001 %.
  return divisor === undefined ? undefined : (value) => Number((value / divisor).toPrecision(12));
};

/** Four significant digits are enough for people; 99.95 stays below 100. */
export const shownNumber = (value: number): string => String(Number(value.toPrecision(4)));

const symbols: ReadonlyMap<Unit, LimitUnit> = new Map([
  ['Seconds', 's'],
  ['Milliseconds', 's'],
  ['Microseconds', 's'],
  ['Percent', '%'],
  ['Ratio', '%'],
]);

const wordless: ReadonlySet<Unit> = new Set(['Count', 'None']);

/** A number in words, times in seconds and shares in percent: `0.0062 s`, `91.3 %`, `20480 Megabytes`, `7`. */
export const shownIn = (value: number, unit: Unit | undefined): string => {
  const symbol = unit === undefined ? undefined : symbols.get(unit);
  const converted = symbol === undefined ? undefined : convert(unit, symbol)?.(value);
  if (converted !== undefined) return `${shownNumber(converted)} ${symbol}`;
  return unit === undefined || wordless.has(unit) ? shownNumber(value) : `${shownNumber(value)} ${unit}`;
};
