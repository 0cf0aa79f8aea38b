import {
  type CloudWatchClient,
  type MetricDataQuery,
  type MetricDataResult,
  paginateGetMetricData,
} from '@aws-sdk/client-cloudwatch';
import type { MetricSubject, Point, SeriesAsked } from '../../domain/triage/facts/metrics.ts';
import type { Asked, Looker, Seen } from '../../protocol/ports/check.ts';

type MetricCheck = 'load-balancer' | 'database-load' | 'alarm-metric';

/** Queries a call (GetMetricData): at most 500. */
const QUERIES_A_CALL = 500;

/** Metrics of all subjects, in as few calls as the API allows: it is paid by metric, not by call. */
export const createMetricsLooker =
  <K extends MetricCheck>(client: CloudWatchClient): Looker<K> =>
  async (asked: Asked<K>) => {
    const { subjects, signal } = asked;
    const wanted = subjects.flatMap((subject: MetricSubject, n) =>
      subject.series.map((series, m) => ({ id: `m${n}_${m}`, series })),
    );
    const found = new Map<string, Point[]>();
    await Promise.all(
      rangesOf(wanted, asked).map(async ({ startMs, queries }) => {
        const range = { StartTime: new Date(startMs), EndTime: new Date(asked.nowMs) };
        const input = { ...range, ScanBy: 'TimestampAscending' as const, MetricDataQueries: queries };
        for await (const page of paginateGetMetricData({ client }, input, { abortSignal: signal }))
          for (const result of page.MetricDataResults ?? []) add(found, result);
      }),
    );
    return subjects.map((subject: MetricSubject, n): Seen<K> => {
      const series = subject.series.map(({ name }, m) => [name, found.get(`m${n}_${m}`) ?? []] as const);
      return {
        resource: subject.resource,
        facts: { resource: subject.resource, series: Object.fromEntries(series) },
      };
    });
  };

/** The first series of each subject, for adapters whose answer says which metric is to be read. */
export const createSeriesReader = (client: CloudWatchClient) => {
  const look = createMetricsLooker<'alarm-metric'>(client);
  return async (
    subjects: readonly MetricSubject[],
    asked: Pick<Asked<'alarm-metric'>, 'onsetMs' | 'nowMs' | 'signal'>,
  ): Promise<readonly (readonly Point[])[]> => {
    const seen = await look({ ...asked, subjects });
    return seen.map((one) => ('facts' in one ? (Object.values(one.facts.series)[0] ?? []) : []));
  };
};

interface Wanted {
  readonly id: string;
  readonly series: SeriesAsked;
}

/** Series that begin at the same moment share calls. */
const rangesOf = (
  wanted: readonly Wanted[],
  { onsetMs, nowMs }: Pick<Asked<MetricCheck>, 'onsetMs' | 'nowMs'>,
) => {
  const startOf = ({ series }: Wanted) => (series.before === 'now' ? nowMs : onsetMs) - series.spanMs;
  return [...Map.groupBy(wanted, startOf)].flatMap(([startMs, some]) =>
    Array.from({ length: Math.ceil(some.length / QUERIES_A_CALL) }, (_, n) => ({
      startMs,
      queries: some.slice(n * QUERIES_A_CALL, (n + 1) * QUERIES_A_CALL).map(queryOf),
    })),
  );
};

const queryOf = ({ id, series }: Wanted): MetricDataQuery => ({
  Id: id,
  MetricStat: {
    Metric: {
      Namespace: series.metric.namespace,
      MetricName: series.metric.name,
      Dimensions: Object.entries(series.metric.dimensions).map(([Name, Value]) => ({ Name, Value })),
    },
    Stat: series.stat,
    Period: series.periodS,
  },
});

/** Results may lack timestamps or values, and come in pages that each hold a part of a series. */
const add = (
  found: Map<string, Point[]>,
  { Id = '', Timestamps = [], Values = [] }: MetricDataResult,
): void => {
  const points = Timestamps.flatMap((time, n): Point[] => {
    const value = Values[n];
    return value === undefined ? [] : [{ atMs: time.getTime(), value }];
  });
  const all = [...(found.get(Id) ?? []), ...points];
  found.set(
    Id,
    all.sort((a, b) => a.atMs - b.atMs),
  );
};
