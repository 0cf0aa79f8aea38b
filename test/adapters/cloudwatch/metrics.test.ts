import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { createMetricsLooker } from '../../../adapters/cloudwatch/metrics.ts';
import type { MetricSubject, SeriesAsked } from '../../../domain/triage/facts/metrics.ts';
import { asked, awsError } from '../../contract/asked.ts';
import { MINUTE, T0 } from '../../contract/sample-records.ts';

const client = mockClient(CloudWatchClient);
const look = createMetricsLooker<'alarm-metric'>(new CloudWatchClient({}));
beforeEach(() => client.reset());

const series = (name: string, changes: Partial<SeriesAsked> = {}): SeriesAsked => ({
  ...{ name, stat: 'Sum', periodS: 60, spanMs: 10 * MINUTE, before: 'onset' },
  metric: { namespace: 'Shop', name, dimensions: { Service: 'checkout' } },
  ...changes,
});
const subject = (resource: string, ...asked: readonly SeriesAsked[]): MetricSubject => ({
  resource,
  series: asked,
});

test('a series is put together of its pages, in the order of time', async () => {
  const at = (minute: number) => new Date(T0 + minute * MINUTE);
  client
    .on(GetMetricDataCommand)
    .resolvesOnce({
      MetricDataResults: [{ Id: 'm0_0', Timestamps: [at(2), at(1)], Values: [2, 1] }],
      NextToken: 'next',
    })
    .resolves({ MetricDataResults: [{ Id: 'm0_0', Timestamps: [at(0)], Values: [0] }] });
  const [seen] = await look(asked([subject('shop', series('Errors'))]));
  expect(seen).toEqual({
    resource: 'shop',
    facts: {
      resource: 'shop',
      series: { Errors: [0, 1, 2].map((n) => ({ atMs: T0 + n * MINUTE, value: n })) },
    },
  });
});

test.each([
  ['nothing', undefined],
  ['no results', []],
  ['a result without an id', [{ Timestamps: [new Date(T0)], Values: [1] }]],
  ['no timestamps', [{ Id: 'm0_0', Values: [1] }]],
  ['no values', [{ Id: 'm0_0', Timestamps: [new Date(T0)] }]],
  ['results of nobody', [{ Id: 'm7_7', Timestamps: [new Date(T0)], Values: [1] }]],
])('%s in an answer is no data', async (_, MetricDataResults) => {
  client.on(GetMetricDataCommand).resolves(MetricDataResults === undefined ? {} : { MetricDataResults });
  expect(await look(asked([subject('shop', series('Errors'))]))).toEqual([
    { resource: 'shop', facts: { resource: 'shop', series: { Errors: [] } } },
  ]);
});

test('fewer values than timestamps are those that there are', async () => {
  client.on(GetMetricDataCommand).resolves({
    MetricDataResults: [{ Id: 'm0_0', Timestamps: [new Date(T0), new Date(T0 + MINUTE)], Values: [7] }],
  });
  const [seen] = await look(asked([subject('shop', series('Errors'))]));
  expect(seen).toMatchObject({ facts: { series: { Errors: [{ atMs: T0, value: 7 }] } } });
});

test('series that begin together share a call, and each is asked for as it is wanted', async () => {
  client.on(GetMetricDataCommand).resolves({});
  await look(
    asked([
      subject('a', series('x'), series('y', { stat: 'p99', periodS: 300 })),
      subject('b', series('z', { before: 'now', spanMs: 5 * MINUTE })),
    ]),
  );
  const inputs = client.commandCalls(GetMetricDataCommand).map(({ args }) => args[0].input);
  expect(
    inputs.map(({ StartTime, EndTime, MetricDataQueries }) => [
      Number(StartTime) - T0,
      Number(EndTime) - T0,
      MetricDataQueries?.map(({ Id }) => Id),
    ]),
  ).toEqual([
    [-10 * MINUTE, 3 * MINUTE, ['m0_0', 'm0_1']],
    [-2 * MINUTE, 3 * MINUTE, ['m1_0']],
  ]);
  expect(inputs[0]?.MetricDataQueries?.[1]?.MetricStat).toEqual({
    Metric: { Namespace: 'Shop', MetricName: 'y', Dimensions: [{ Name: 'Service', Value: 'checkout' }] },
    ...{ Stat: 'p99', Period: 300 },
  });
});

test('more than 500 series go into several calls', async () => {
  client.on(GetMetricDataCommand).resolves({});
  await look(asked([subject('many', ...Array.from({ length: 1_001 }, (_, n) => series(`m${n}`)))]));
  expect(
    client.commandCalls(GetMetricDataCommand).map(({ args }) => args[0].input.MetricDataQueries?.length),
  ).toEqual([500, 500, 1]);
});

test('a refusal is one of the whole', async () => {
  client.on(GetMetricDataCommand).rejects(awsError('AccessDenied'));
  await expect(look(asked([subject('shop', series('Errors'))]))).rejects.toThrow('AccessDenied');
});
