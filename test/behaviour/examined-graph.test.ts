import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { serviceGraph } from '../../domain/triage/checks/service-graph.ts';
import { lookersIn } from '../../functions/triage-incident/lookers.ts';
import { type ExaminedSituation, startExaminedAccount } from './examined-situation.ts';
import { MINUTE } from './world.ts';

let world: Awaited<ReturnType<typeof startExaminedAccount>>;

beforeAll(async () => {
  world = await startExaminedAccount((name, value) => vi.stubEnv(name, value));
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await world.account.stop();
});

const graphOf = ({ findings }: ExaminedSituation) => findings.find(({ check }) => check === 'service-graph');

describe('a whole run, with the graph in it', () => {
  test('an overloaded database is the cause for sure, since the traces lead to it', async () => {
    const examined = await world.examine('database-cpu', 'outage', 6);
    const { cause } = examined.judgement;
    expect(cause).toMatchObject({ kind: 'database', confidence: 'high' });
    expect(cause?.for).toContain(graphOf(examined)?.id);
  });

  test('a release that breaks the service is the cause, and the graph is one more sign of it', async () => {
    const examined = await world.examine('outage-after-deployment', 'outage', 3);
    const { cause } = examined.judgement;
    expect(cause?.kind).toBe('deployment');
    expect(graphOf(examined)?.reason).toBe('began-here');
    expect(cause?.for).toContain(graphOf(examined)?.id);
  });

  test('connections that a release uses up: it began below, and the release is the cause', async () => {
    const examined = await world.examine('connections-exhausted', 'outage', 5);
    expect(graphOf(examined)).toMatchObject({ reason: 'began-below', evidence: { part: 'checkout-orders' } });
    expect(examined.judgement.cause?.kind).toBe('deployment');
  });

  test('a region that does not answer leaves a gap', async () => {
    const { judgement } = await world.examine('region-down', 'outage', 5);
    expect(judgement.gaps.find(({ check }) => check === 'service-graph')?.text).toMatch(
      /It would have told whether it began in the service itself or in something that it calls$/,
    );
    expect(judgement.cause?.kind).not.toBe('dependency');
  });
});

test('a service without traces is judged by its own load balancer and by what it depends on', async () => {
  await world.account.change('database-cpu');
  const nowMs = Date.now();
  const around = { onsetMs: nowMs - 6 * MINUTE, nowMs };
  const dependencies = [
    { service: 'till', dependsOn: ['orders'], estate: { loadBalancers: ['checkout', 'gone'] } },
    { service: 'orders', dependsOn: [], estate: { databases: ['checkout-orders'] } },
  ];
  const [seen] = await lookersIn('eu-west-1')['service-graph']({
    subjects: [{ service: 'till', names: ['till'], measures: ['latency'], dependencies }],
    ...{ ...around, signal: new AbortController().signal },
  });
  if (seen === undefined || 'error' in seen) throw new Error('nothing was seen', { cause: seen?.error });
  const { reason, evidence } = serviceGraph.interpret(seen.facts, around);
  expect(evidence).toMatchObject({ source: 'metrics', parts: ['checkout-orders', 'orders', 'till'] });
  // Its disk hardly waits: that a processor is busy is what `database-load` sees.
  expect({ reason, part: evidence['part'] }).toEqual({ reason: 'began-here', part: 'till' });
});
