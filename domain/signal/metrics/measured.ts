import type { Unit } from '../../kernel/unit.ts';
import type { Metric, Signal } from '../signal.ts';
import type { Meaning } from './metric-row.ts';
import { factsOfMetric } from './metric-table.ts';

/** What an alarm's values measure. */
export interface Measured {
  readonly metric: Metric;
  /** Undefined for a metric that the table does not describe. */
  readonly meaning?: Meaning;
  /** The alarm's own unit, else the documented one. */
  readonly unit?: Unit;
}

/** One metric's data points, with gaps filled or a band beside them; everything else calculates. */
const keepsValues = /^\s*(?:SELECT\s|FILL\s*\(\s*\w+\s*,|ANOMALY_DETECTION_BAND\s*\()/i;
const isSelect = /^\s*SELECT\s/i;
const onlyWords = /^[\w\s,()]*$/;
const isFillOrBand = (expression: string): boolean =>
  onlyWords.test(expression.replaceAll('.', '')) && expression.split('(').length === 2;

const keeps = (expression: string): boolean =>
  keepsValues.test(expression) && (isSelect.test(expression) || isFillOrBand(expression));

/** A sum of counts is a count of the same; `FILL(m1, 0)` adds nothing. */
const isSum = (expression: string): boolean => {
  const called = (expression.toUpperCase().match(/\w+\(?/g) ?? []).filter((word) => word.endsWith('('));
  return (
    /^[\w\s,+()[\]]+$/.test(expression) &&
    called.every((name) => ['SUM(', 'FILL(', 'METRICS('].includes(name))
  );
};

/** Statistics that are values of the metric itself, so that they have its unit. CloudWatch User Guide, "Statistics definitions". */
const isValueOfMetric = (stat: string): boolean =>
  /^(?:Average|Minimum|Maximum|IQM|(?:p|tm|wm)\d|(?:TM|WM)\()/.test(stat);

const isCount = (unit: Unit | undefined): boolean => unit === 'Count' || unit === 'None';

/** What stays of unit and meaning under a statistic: the sum of percentages is none, the number of samples is no value. */
const underStatistic = ({ metric, meaning, unit }: Measured): Measured => {
  const { stat } = metric;
  const nothing: Measured = meaning === undefined ? { metric } : { metric, meaning: 'other' };
  if (meaning === 'failed-or-not') {
    if (stat === 'SampleCount') return nothing;
    return stat === 'Average'
      ? { metric, meaning: 'failed-share', unit: 'Ratio' }
      : { metric, meaning: 'failed-requests', unit: 'Count' };
  }
  const keeps = stat === undefined || isValueOfMetric(stat) || (stat === 'Sum' && isCount(unit));
  return keeps ? { metric, ...told(meaning, unit) } : nothing;
};

const told = (meaning: Meaning | undefined, unit: Unit | undefined): Omit<Measured, 'metric'> => ({
  ...(meaning === undefined ? {} : { meaning }),
  ...(unit === undefined ? {} : { unit }),
});

/** `None` is what an alarm says that takes data points without a unit: it tells nothing. */
const ownUnit = ({ unit }: Metric): Unit | undefined => (unit === 'None' ? undefined : unit);

const measuredBy = (metric: Metric): Measured => {
  const facts = factsOfMetric(metric.namespace, metric.name);
  return underStatistic({ metric, ...told(facts?.meaning, ownUnit(metric) ?? facts?.unit) });
};

/** All inputs of a sum where they count the same thing. */
const summed = ({ metrics, expressions }: Signal): Measured | undefined => {
  const inputs = metrics.map(measuredBy);
  const [first] = inputs;
  if (first?.meaning === undefined || !isCount(first.unit)) return undefined;
  if (!expressions.every((expression) => isSum(expression))) return undefined;
  return inputs.every(({ meaning }) => meaning === first.meaning) ? first : undefined;
};

/**
 * What an alarm compares: its one metric, also with gaps filled, inside a band, or asked by a query; or a sum of counts
 * of one kind. Undefined for every other calculation, which is not taken for its inputs, and for composite alarms.
 */
export const measuredOf = (signal: Signal): Measured | undefined => {
  const { metrics, expressions } = signal;
  const [only, ...others] = metrics;
  if (only === undefined) return undefined;
  if (others.length === 0 && expressions.every(keeps)) return measuredBy(only);
  return expressions.length === 0 ? undefined : summed(signal);
};
