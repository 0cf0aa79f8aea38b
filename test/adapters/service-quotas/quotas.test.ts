import { GetServiceQuotaCommand, ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { createQuotasLooker } from '../../../adapters/service-quotas/quotas.ts';
import type { MetricSubject } from '../../../domain/triage/facts/metrics.ts';

const aws = mockClient(ServiceQuotasClient);
beforeEach(() => aws.reset());

const asked = { onsetMs: 0, nowMs: 0, signal: new AbortController().signal, subjects: ['L-1'] };
const points = [8, 64, 32].map((value, n) => ({ atMs: n, value }));
const client = new ServiceQuotasClient({});

test('a quota’s own metric tells the most that was used of it', async () => {
  const read: MetricSubject[] = [];
  const look = createQuotasLooker(client, async (subjects) => {
    read.push(...subjects);
    return [points];
  });
  const dimensions = { Resource: 'vCPU' };
  aws.on(GetServiceQuotaCommand).resolves({
    Quota: {
      ...{ QuotaName: 'vCPUs', Value: 64 },
      UsageMetric: {
        MetricNamespace: 'AWS/Usage',
        MetricName: 'ResourceCount',
        MetricDimensions: dimensions,
      },
    },
  });
  expect(await look(asked)).toEqual([
    { resource: 'L-1', facts: { code: 'L-1', name: 'vCPUs', value: 64, used: 64 } },
  ]);
  expect(read).toMatchObject([
    { series: [{ metric: { namespace: 'AWS/Usage', name: 'ResourceCount', dimensions }, stat: 'Maximum' }] },
  ]);
});

test('without a metric, or its points, the use of a quota is not known', async () => {
  const look = createQuotasLooker(client, async () => [[]]);
  const metric = { MetricNamespace: 'AWS/Usage', MetricName: 'ResourceCount' };
  for (const UsageMetric of [undefined, {}, metric]) {
    aws.on(GetServiceQuotaCommand).resolves({ Quota: { Value: 64, ...(UsageMetric && { UsageMetric }) } });
    expect(await look(asked)).toEqual([{ resource: 'L-1', facts: { code: 'L-1', name: 'L-1', value: 64 } }]);
  }
  aws.on(GetServiceQuotaCommand).resolves({});
  expect(await look(asked)).toMatchObject([{ error: { name: 'QuotaNotFound' } }]);
});
