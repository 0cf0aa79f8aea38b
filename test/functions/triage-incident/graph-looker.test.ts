import { describe, expect, test } from 'vitest';
import { emptyEstate } from '../../../domain/kernel/estate.ts';
import type { MetricSubject } from '../../../domain/triage/facts/metrics.ts';
import type { GraphSubject } from '../../../domain/triage/facts/service-graph.ts';
import {
  createDependenciesLooker,
  createGraphLooker,
} from '../../../functions/triage-incident/graph-looker.ts';
import type { Looker } from '../../../protocol/ports/check.ts';
import { estate } from '../../domain/triage/sample-estate.ts';

const traced = estate(['checkout → payments'], {
  checkout: { requests: 100, latencyMs: 20 },
  payments: { requests: 100, latencyMs: 10 },
});

const subject = (dependsOn: readonly string[]): GraphSubject => ({
  service: 'checkout',
  names: ['checkout'],
  measures: ['faults'],
  dependencies: [
    { service: 'checkout', dependsOn, estate: { ...emptyEstate, functions: ['checkout-api'] } },
    ...dependsOn.map((service) => ({ service, dependsOn: [], estate: { loadBalancers: [service] } })),
  ],
});

/** X-Ray that has traces of these parts, or that fails. */
const traces =
  (answer: 'all' | 'nothing' | 'fails'): Looker<'service-graph'> =>
  async ({ subjects }) => {
    if (answer === 'fails') throw new Error('AccessDeniedException');
    const nothing = { slotMs: 60_000, slots: [], parts: new Map() };
    const observed =
      answer === 'all'
        ? { graph: traced.graph, normal: traced.normal, suspect: traced.suspect() }
        : { graph: { calls: [] }, normal: nothing, suspect: nothing };
    return subjects.map(({ service, names, measures }) => ({
      resource: service,
      facts: { service, names, measures, source: 'traces', ...observed },
    }));
  };

/** CloudWatch with a value of every metric that is asked for in the slot before onset. */
const createCloudWatch = (fails = false) => {
  const asked: MetricSubject[] = [];
  const metrics: Looker<'load-balancer'> = async ({ subjects, onsetMs }) => {
    if (fails) throw new Error('Throttling');
    asked.push(...subjects);
    return subjects.map(({ resource, series }) => ({
      resource,
      facts: {
        resource,
        series: Object.fromEntries(series.map(({ name }) => [name, [{ atMs: onsetMs - 60_000, value: 5 }]])),
      },
    }));
  };
  return { asked, metrics };
};

const findPaths = async (names: readonly string[]) => new Map(names.map((name) => [name, `app/${name}/1`]));

const look = async (from: 'all' | 'nothing' | 'fails', dependsOn: readonly string[], metricsFail = false) => {
  const { asked, metrics } = createCloudWatch(metricsFail);
  const dependencies = createDependenciesLooker(metrics, findPaths);
  const [seen] = await createGraphLooker(
    traces(from),
    dependencies,
  )({
    subjects: [subject(dependsOn)],
    ...{ onsetMs: 3_600_000, nowMs: 3_900_000, signal: new AbortController().signal },
  });
  return { asked, said: seen !== undefined && 'facts' in seen ? seen.facts.source : seen?.error };
};

describe('traces or metrics', () => {
  test('traces that know the service are what counts', async () => {
    expect((await look('all', ['payments'])).said).toBe('traces');
  });

  test('where X-Ray has nothing of it, what it depends on by its metrics', async () => {
    const { asked, said } = await look('nothing', ['payments']);
    expect(said).toBe('metrics');
    expect(asked.map(({ resource }) => resource)).toEqual(['checkout-api', 'payments']);
  });

  test('where X-Ray is denied, too', async () => {
    expect((await look('fails', ['payments'])).said).toBe('metrics');
  });

  test('where nothing is listed CloudWatch is not asked, and the gap is that of X-Ray', async () => {
    const { asked, said } = await look('nothing', []);
    expect({ asked, said }).toEqual({ asked: [], said: 'traces' });
    expect((await look('fails', [])).said).toMatchObject({ message: 'AccessDeniedException' });
  });

  test('where both fail, the gap is that of X-Ray', async () => {
    expect((await look('fails', ['payments'], true)).said).toMatchObject({
      message: 'AccessDeniedException',
    });
  });
});
