import * as z from 'zod/mini';
import type { Metric } from '../../../domain/signal/signal.ts';
import { cut, MAX_DIMENSIONS, MAX_EXPRESSIONS, MAX_METRICS } from '../bounds.ts';
import { list, number, object, text, textMap } from '../lenient-fields.ts';

/** What an alarm watches, in whichever way it came. */
export interface Watched {
  readonly metrics: readonly Metric[];
  readonly expressions: readonly string[];
}

const nothingWatched: Watched = { metrics: [], expressions: [] };

/** `configuration.metrics[]` of EventBridge and Lambda events: each has either `metricStat` or `expression`. */
export const metricsField = list(
  z.object({
    expression: text,
    period: number,
    unit: text,
    metricStat: object({
      metric: object({ namespace: text, name: text, dimensions: textMap }),
      period: number,
      stat: text,
      unit: text,
    }),
  }),
);

const dimensionList = list(z.object({ name: text, value: text, Name: text, Value: text }));
const snsMetric = { Namespace: text, MetricName: text, Dimensions: dimensionList };

/** `Trigger` of an SNS alarm message; absent on composite alarms, with `Metrics[]` on math alarms. */
export const triggerField = object({
  ...snsMetric,
  Statistic: text,
  ExtendedStatistic: text,
  Unit: text,
  Period: number,
  ComparisonOperator: text,
  Threshold: number,
  Metrics: list(
    z.object({
      Expression: text,
      Period: number,
      MetricStat: object({ Metric: object(snsMetric), Period: number, Stat: text, Unit: text }),
    }),
  ),
});

type MetricsField = z.infer<typeof metricsField>;
type TriggerField = NonNullable<z.infer<typeof triggerField>>;
type DimensionList = z.infer<typeof dimensionList>;

interface MetricParts {
  readonly namespace: string | undefined;
  readonly name: string | undefined;
  readonly stat: string | undefined;
  readonly unit?: string | undefined;
  readonly periodS: number | undefined;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** SNS writes `AVERAGE` where EventBridge writes `Average`. */
const statNames: Readonly<Record<string, string>> = {
  AVERAGE: 'Average',
  SUM: 'Sum',
  MINIMUM: 'Minimum',
  MAXIMUM: 'Maximum',
  SAMPLECOUNT: 'SampleCount',
  SAMPLE_COUNT: 'SampleCount',
};

const metricOf = (parts: MetricParts): Metric[] => {
  if (parts.name === undefined) return [];
  const stat = parts.stat === undefined ? undefined : (statNames[parts.stat] ?? cut(parts.stat, 64));
  return [
    {
      namespace: cut(parts.namespace ?? '', 256),
      name: cut(parts.name, 256),
      ...(stat === undefined ? {} : { stat }),
      ...(parts.unit === undefined ? {} : { unit: cut(parts.unit, 32) }),
      ...(parts.periodS === undefined ? {} : { periodS: parts.periodS }),
      dimensions: parts.dimensions,
    },
  ];
};

const mapOfDimensions = (dimensions: DimensionList): Record<string, string> =>
  Object.fromEntries(
    dimensions.slice(0, MAX_DIMENSIONS).flatMap((dimension) => {
      const name = dimension.name ?? dimension.Name;
      return name === undefined ? [] : [[name, dimension.value ?? dimension.Value ?? ''] as const];
    }),
  );

/** Quoted or not, each part ends where the next begins: no two of them can take the same character. */
const insightsQuery =
  /^\s*SELECT\s+(AVG|COUNT|MAX|MIN|SUM)\s*\(\s*(?:"([^"]+)"|([^\s"()]+))\s*\)\s+FROM\s+(?:SCHEMA\s*\(\s*)?"([^"]+)"/i;
const insightsStats: Readonly<Record<string, string>> = {
  AVG: 'Average',
  COUNT: 'SampleCount',
  MAX: 'Maximum',
  MIN: 'Minimum',
  SUM: 'Sum',
};

/**
 * The metric that a Metrics Insights query (`SELECT AVG(x) FROM "ns" GROUP BY y`) reads; other expressions give none.
 */
const queriedMetric = (
  expression: string,
  periodS: number | undefined,
  attributes: Readonly<Record<string, string>>,
): Metric[] => {
  const match = insightsQuery.exec(expression.slice(0, 2000));
  if (match === null) return [];
  return metricOf({
    namespace: match[4],
    name: (match[2] ?? match[3])?.trim(),
    stat: insightsStats[(match[1] ?? '').toUpperCase()],
    periodS,
    dimensions: attributes,
  });
};

const bounded = (metrics: readonly Metric[], expressions: readonly string[]): Watched => ({
  metrics: metrics.slice(0, MAX_METRICS),
  expressions: expressions.slice(0, MAX_EXPRESSIONS),
});

/** `attributes` of a contributor are the dimensions of its one series of a Metrics Insights query. */
export const watchedByConfiguration = (
  metrics: MetricsField,
  attributes: Readonly<Record<string, string>> = {},
): Watched =>
  bounded(
    metrics.flatMap(({ metricStat, expression, period, unit }) => [
      ...metricOf({
        namespace: metricStat?.metric?.namespace,
        name: metricStat?.metric?.name,
        stat: metricStat?.stat,
        unit: metricStat?.unit ?? unit,
        periodS: metricStat?.period,
        dimensions: metricStat?.metric?.dimensions ?? {},
      }),
      ...(expression === undefined ? [] : queriedMetric(expression, period, attributes)),
    ]),
    metrics.flatMap(({ expression }) => expression ?? []),
  );

/** The unit that the state's data names, for the one metric of an alarm that names none itself. */
export const withUnit = (watched: Watched, unit: string | undefined): Watched => {
  const [only, ...others] = watched.metrics;
  if (unit === undefined || only === undefined || others.length > 0 || watched.expressions.length > 0)
    return watched;
  return { ...watched, metrics: [{ ...only, unit: only.unit ?? cut(unit, 32) }] };
};

export const watchedByTrigger = (
  trigger: TriggerField | undefined,
  attributes: Readonly<Record<string, string>> = {},
): Watched => {
  if (trigger === undefined) return nothingWatched;
  const single = metricOf({
    namespace: trigger.Namespace,
    name: trigger.MetricName,
    stat: trigger.Statistic ?? trigger.ExtendedStatistic,
    unit: trigger.Unit,
    periodS: trigger.Period,
    dimensions: mapOfDimensions(trigger.Dimensions),
  });
  const several = trigger.Metrics.flatMap(({ MetricStat, Expression, Period }) => [
    ...metricOf({
      namespace: MetricStat?.Metric?.Namespace,
      name: MetricStat?.Metric?.MetricName,
      stat: MetricStat?.Stat,
      unit: MetricStat?.Unit,
      periodS: MetricStat?.Period,
      dimensions: mapOfDimensions(MetricStat?.Metric?.Dimensions ?? []),
    }),
    ...(Expression === undefined ? [] : queriedMetric(Expression, Period, attributes)),
  ]);
  return bounded(
    [...single, ...several],
    trigger.Metrics.flatMap(({ Expression }) => Expression ?? []),
  );
};
