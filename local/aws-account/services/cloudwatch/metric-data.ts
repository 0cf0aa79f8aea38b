import {
  GetMetricDataCommand,
  type MetricDataQuery,
  type MetricDataResult,
} from '@aws-sdk/client-cloudwatch';
import { checkLength } from '../../estate/limits.ts';
import { seriesOf } from '../../estate/metric-series.ts';
import { pageOf, when } from '../../estate/pages.ts';
import { overPeriod, statisticOf } from '../../estate/statistics.ts';
import type { World } from '../../estate/world.ts';
import { AwsError } from '../../wire/aws-error.ts';
import { operation } from '../../wire/operation.ts';
import { invalid } from './refusals.ts';

/** Amazon CloudWatch API reference, GetMetricData: 500 metrics and 100,800 data points a call. */
const mostQueries = 500;

const mostPoints = 100_800;

/** GetMetricData: the start is rounded down to a whole minute (of data younger than 15 days). */
const minuteMs = 60_000;

interface Point {
  readonly at: Date;
  readonly value: number;
}

interface Question {
  readonly id: string;
  readonly label: string;
  readonly points: readonly Point[];
}

const checkPeriod = (period: number | undefined): number => {
  if (period !== undefined && ([1, 5, 10, 20, 30].includes(period) || (period > 0 && period % 60 === 0)))
    return period;
  throw invalid(`The parameter Period must be 1, 5, 10, 20, 30 or a multiple of 60, and is ${period}.`);
};

const rangeOf = (start: Date | undefined, end: Date | undefined) => {
  if (start === undefined || end === undefined)
    throw invalid('The parameters StartTime and EndTime are required.');
  if (start >= end) throw invalid('The parameter StartTime must be less than the parameter EndTime.');
  return { fromMs: Math.floor(start.getTime() / minuteMs) * minuteMs, toMs: end.getTime() };
};

const ask = (
  world: World,
  query: MetricDataQuery,
  range: { readonly fromMs: number; readonly toMs: number },
): Question => {
  const { Id: id = '', Label: label, MetricStat: wanted } = query;
  if (wanted === undefined)
    throw invalid(`The stand-in account computes no metric math: ask for the metrics of "${id}" themselves.`);
  const { Metric: metric, Stat: statistic = '', Unit: unit } = wanted;
  const compute = statisticOf(statistic);
  if (compute === undefined)
    throw invalid(`The value ${statistic} for parameter Stat is not supported by the stand-in account.`);
  const dimensions = Object.fromEntries((metric?.Dimensions ?? []).map(({ Name, Value }) => [Name, Value]));
  const name = metric?.MetricName ?? '';
  const series = seriesOf(world, { namespace: metric?.Namespace ?? '', name, dimensions }, statistic);
  const periodMs = checkPeriod(wanted.Period) * 1000;
  const points: Point[] = [];
  for (let at = range.fromMs; at < range.toMs && at <= world.nowMs; at += periodMs) {
    const reported = series(at, at + periodMs);
    if (reported.values.length === 0 || (unit !== undefined && reported.unit !== unit)) continue;
    const reduce = reported.isStatistic ? overPeriod(statistic) : compute;
    points.push({ at: new Date(at), value: reduce(reported.values) });
  }
  return { id, label: label ?? name, points };
};

const statusOf = (cut: boolean): 'PartialData' | 'Complete' => (cut ? 'PartialData' : 'Complete');

/** The answers to all questions, of which a page takes so many points. */
const paged = (questions: readonly Question[], token: string | undefined, size: number, about: unknown) => {
  const all = questions.flatMap(({ points }, index) =>
    (points.length === 0 ? [undefined] : points).map((point) => ({ index, point })),
  );
  const page = pageOf(all, {
    token,
    size,
    about,
    invalid: () => new AwsError('InvalidNextToken', 'The next token specified is invalid.', { status: 400 }),
  });
  const last = new Map(all.map((entry) => [entry.index, entry]));
  const results = questions.flatMap((question, index): MetricDataResult[] => {
    const mine = page.items.filter((entry) => entry.index === index);
    const points = mine.flatMap(({ point }) => (point === undefined ? [] : [point]));
    if (mine.length === 0) return [];
    return [
      {
        Id: question.id,
        Label: question.label,
        Timestamps: points.map(({ at }) => at),
        Values: points.map(({ value }) => value),
        StatusCode: statusOf(mine.at(-1) !== last.get(index)),
      },
    ];
  });
  return { results, next: page.next };
};

export const getMetricData = operation(GetMetricDataCommand, (input, world) => {
  const { MetricDataQueries: queries = [], ScanBy: order, MaxDatapoints: most, NextToken: token } = input;
  if (queries.length === 0) throw invalid('The parameter MetricDataQueries is required.');
  checkLength(queries, { field: 'MetricDataQueries', most: mostQueries, code: 'ValidationError' });
  const range = rangeOf(input.StartTime, input.EndTime);
  const questions = queries
    .filter(({ ReturnData: returned }) => returned !== false)
    .map((query) => ask(world, query, range))
    .map((question) =>
      order === 'TimestampAscending' ? question : { ...question, points: question.points.toReversed() },
    );
  const { results, next } = paged(questions, token, Math.min(most ?? mostPoints, mostPoints), [
    queries,
    range,
  ]);
  return { MetricDataResults: results, Messages: [], ...when('NextToken', next) };
});
