type Statistic = (values: readonly number[]) => number;

const sum: Statistic = (values) => values.reduce((total, value) => total + value, 0);
const average: Statistic = (values) => sum(values) / values.length;

const known: Readonly<Record<string, Statistic>> = {
  Sum: sum,
  Average: average,
  Minimum: (values) => Math.min(...values),
  Maximum: (values) => Math.max(...values),
  SampleCount: (values) => values.length,
};

/** The value below which so many percent are, between the two next to it. */
const percentile =
  (percent: number): Statistic =>
  (values) => {
    const sorted = values.toSorted((a, b) => a - b);
    const place = (percent / 100) * (sorted.length - 1);
    const low = sorted[Math.floor(place)] ?? 0;
    const high = sorted[Math.ceil(place)] ?? low;
    return low + (high - low) * (place - Math.floor(place));
  };

/** A statistic by its name in CloudWatch, such as Average or p99; undefined where it is not computed here. */
export const statisticOf = (name: string): Statistic | undefined => {
  const [, percent] = /^p(\d{1,2}(?:\.\d{1,10})?|100)$/.exec(name) ?? [];
  if (percent !== undefined) return percentile(Number(percent));
  return Object.hasOwn(known, name) ? known[name] : undefined;
};

/** Of values that are the statistic's own, what they come to over a longer period. */
export const overPeriod = (name: string): Statistic =>
  name === 'Sum' || name === 'SampleCount' ? sum : average;
