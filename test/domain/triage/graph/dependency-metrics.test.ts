import { describe, expect, test } from 'vitest';
import { emptyEstate } from '../../../../domain/kernel/estate.ts';
import { serviceGraph } from '../../../../domain/triage/checks/service-graph.ts';
import { dependenciesOf } from '../../../../domain/triage/dependencies-of.ts';
import {
  dependencyMetrics,
  graphOfMetrics,
  loadBalancersOf,
} from '../../../../domain/triage/dependency-metrics.ts';
import type { MetricFacts, MetricSubject } from '../../../../domain/triage/facts/metrics.ts';
import type { GraphSubject } from '../../../../domain/triage/facts/service-graph.ts';

const ONSET_MS = Date.UTC(2026, 10, 21, 3);
const around = { onsetMs: ONSET_MS, nowMs: ONSET_MS + 8 * 60_000 };

/** A shop as tocsin.yml lists it: checkout needs orders and payments, which needs checkout. */
const services = [
  {
    name: 'checkout',
    match: [],
    resources: { loadBalancers: ['checkout'], dependsOn: ['orders', 'payments'] },
  },
  { name: 'orders', match: [], resources: { databases: ['orders-db'] } },
  { name: 'payments', match: [], resources: { functions: ['pay', 'refund'], dependsOn: ['checkout'] } },
  { name: 'search', match: [], resources: { loadBalancers: ['search'] } },
];
const estate = { ...emptyEstate, loadBalancers: ['checkout'], dependsOn: ['orders', 'payments'] };

const subject: GraphSubject = {
  service: 'checkout',
  names: ['checkout'],
  measures: ['latency', 'faults'],
  dependencies: dependenciesOf('checkout', estate, { services }),
};
const paths = new Map([['checkout', 'app/checkout/4f1d']]);

/** Answers a value of a metric in each minute from 20 before onset on; what is undefined was not reported. */
const answer = (
  { resource, series }: MetricSubject,
  reported: (resource: string, metric: string, isSince: boolean) => number | undefined,
): MetricFacts => ({
  resource,
  series: Object.fromEntries(
    series.map(({ name }) => [
      name,
      Array.from({ length: 28 }, (_, n) => ONSET_MS + (n - 20) * 60_000).flatMap((atMs) => {
        const value = reported(resource, name, atMs >= ONSET_MS);
        return value === undefined ? [] : [{ atMs, value }];
      }),
    ]),
  ),
});

const usual: Readonly<Record<string, number>> = {
  RequestCount: 600,
  TargetResponseTime: 0.1,
  Invocations: 100,
  Duration: 40,
  ReadLatency: 0.002,
  WriteLatency: 0.004,
};

const graphWhere = (changed: (resource: string, metric: string) => number | undefined) => {
  const asked = dependencyMetrics(subject, paths, around);
  const answered = asked.map((one) =>
    answer(one, (resource, metric, isSince) =>
      isSince ? (changed(resource, metric) ?? usual[metric]) : usual[metric],
    ),
  );
  return graphOfMetrics(subject, paths, answered, around);
};

describe('whom a service depends on', () => {
  test('what it lists, and what that lists, each once', () => {
    expect(subject.dependencies.map(({ service }) => service)).toEqual(['checkout', 'orders', 'payments']);
  });

  test('a service that nobody listed depends on nobody', () => {
    expect(dependenciesOf('till', emptyEstate, { services })).toEqual([
      { service: 'till', dependsOn: [], estate: emptyEstate },
    ]);
  });

  test('its databases are parts of their own', () => {
    expect(graphWhere(() => undefined).graph.calls).toEqual([
      { caller: 'checkout', callee: 'orders' },
      { caller: 'checkout', callee: 'payments' },
      { caller: 'orders', callee: 'orders-db' },
      { caller: 'payments', callee: 'checkout' },
    ]);
  });
});

describe('what CloudWatch is asked', () => {
  const asked = dependencyMetrics(subject, paths, around);

  test('the metrics of each kind, from the first slot on, in slots of its length', () => {
    expect(
      asked.map(({ resource, series }) => [resource, ...series.map(({ name, stat }) => `${name} ${stat}`)]),
    ).toEqual([
      [
        'checkout',
        'RequestCount Sum',
        'HTTPCode_Target_5XX_Count Sum',
        'HTTPCode_ELB_5XX_Count Sum',
        'TargetResponseTime Average',
      ],
      ['orders-db', 'ReadLatency Average', 'WriteLatency Average'],
      ['pay', 'Invocations Sum', 'Errors Sum', 'Duration Average'],
      ['refund', 'Invocations Sum', 'Errors Sum', 'Duration Average'],
    ]);
    expect(asked[0]?.series[0]).toMatchObject({
      metric: { namespace: 'AWS/ApplicationELB', dimensions: { LoadBalancer: 'app/checkout/4f1d' } },
      ...{ periodS: 60, spanMs: 20 * 60_000, before: 'onset' },
    });
  });

  test('a load balancer that is not there is not asked for', () => {
    expect(loadBalancersOf(subject)).toEqual(['checkout']);
    expect(dependencyMetrics(subject, new Map(), around)[0]?.resource).toBe('orders-db');
  });
});

describe('figures', () => {
  test('of several ways into a service add up', () => {
    const { normal } = graphWhere(() => undefined);
    expect(normal.parts.get('payments')?.[0]).toEqual({ requests: 200, faults: 0, latencyMs: 40 });
    expect(normal.parts.get('checkout')?.[0]).toEqual({ requests: 600, faults: 0, latencyMs: 100 });
  });

  test('of a database are the slower of reading and writing, without requests', () => {
    expect(graphWhere(() => undefined).normal.parts.get('orders-db')?.[0]).toEqual({ latencyMs: 4 });
  });

  test('failures of targets and of the load balancer itself add up', () => {
    const { suspect } = graphWhere((resource, metric) =>
      resource === 'checkout' && metric.startsWith('HTTPCode') ? 30 : undefined,
    );
    expect(suspect.parts.get('checkout')?.at(-1)?.faults).toBe(60);
  });
});

describe('what they come to', () => {
  const said = (changed: (resource: string, metric: string) => number | undefined) =>
    serviceGraph.interpret(graphWhere(changed), around);

  test('a function below that takes seconds makes the service slow', () => {
    const { reason, evidence } = said((resource, metric) => {
      if (resource === 'pay' && metric === 'Duration') return 6_000;
      return resource === 'checkout' && metric === 'TargetResponseTime' ? 1.1 : undefined;
    });
    expect(reason).toBe('began-below');
    expect(evidence).toMatchObject({ source: 'metrics', part: 'payments', measure: 'latency' });
  });

  test('a disk below that takes a second makes it slow, through a service without metrics of its own', () => {
    const { reason, evidence } = said((resource, metric) => {
      if (resource === 'orders-db') return 1;
      return resource === 'checkout' && metric === 'TargetResponseTime' ? 1.1 : undefined;
    });
    expect({ reason, part: evidence['part'] }).toEqual({ reason: 'began-below', part: 'orders-db' });
  });

  test('a service that is slow while all below is as before began it', () => {
    const { reason } = said((resource, metric) =>
      resource === 'checkout' && metric === 'TargetResponseTime' ? 2 : undefined,
    );
    expect(reason).toBe('began-here');
  });
});
