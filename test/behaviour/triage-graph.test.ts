import { expect, test } from 'vitest';
import type { GraphFacts } from '../../domain/triage/facts/service-graph.ts';
import type { Stretch } from '../../domain/triage/observations.ts';
import { type Change, ONSET_MS, shop, slower } from '../domain/triage/sample-estate.ts';
import { createTriageWorld } from './triage-world.ts';
import { configured, createWorld, MINUTE } from './world.ts';

const checkout = `services:
  - name: checkout
    match: [{ alarm: checkout-* }]
    resources: { pipelines: [checkout-release] }
`;

/** The traces of a shop whose trouble began at this time. */
const tracesOf = (change: Change, onsetMs: number, names: readonly string[] = ['checkout']): GraphFacts => {
  const moved = (stretch: Stretch): Stretch => ({
    ...stretch,
    slots: stretch.slots.map((startMs) => startMs - ONSET_MS + onsetMs),
  });
  return {
    ...{ service: 'checkout', names, measures: ['faults', 'latency'], source: 'traces', graph: shop.graph },
    normal: moved(shop.normal),
    suspect: moved(shop.suspect(change)),
  };
};

const slowPayments = slower({ payments: 900, checkout: 900 });

test('whom a slow dependency wakes reads which part began it, and not of the release before', async () => {
  const world = createWorld(configured(checkout));
  const release = {
    id: 'r',
    status: 'succeeded',
    startedAtMs: 0,
    endedAtMs: world.now() - 7 * MINUTE,
  } as const;
  const triage = createTriageWorld(world, {
    'service-graph': [tracesOf(slowPayments, world.now())],
    pipeline: [{ name: 'checkout-release', deployments: [release] }],
  });
  await world.alarm('checkout-slow', { service: 'checkout', severity: 'SEV2', scenario: 'outage' });
  await triage.run();
  const { triage: found } = await world.incident();
  expect(found?.cause).toMatchObject({ kind: 'dependency', confidence: 'high' });
  expect(found?.cause?.text).toMatch(/^payments: 9\d\d ms a request instead of 29\.9/);
  expect(found?.text).toContain('It began below the service: payments');
  const judgement = await triage.judgement();
  expect(judgement?.alternatives.map(({ kind, confidence }) => `${kind} ${confidence}`)).toEqual([
    'deployment low',
  ]);
});

test('a service that the traces do not know is a gap that says what it would have told', async () => {
  const world = createWorld(configured(checkout));
  const triage = createTriageWorld(world, {
    'service-graph': [tracesOf(slowPayments, world.now(), ['till'])],
  });
  await world.alarm('checkout-slow', { service: 'checkout', severity: 'SEV2', scenario: 'outage' });
  await triage.run();
  const gap = (await triage.judgement())?.gaps.find(({ check }) => check === 'service-graph');
  expect(gap).toEqual({
    check: 'service-graph',
    resource: 'checkout',
    reason: 'target-unknown',
    text: 'The traces of X-Ray hold nothing that is named till. It would have told whether it began in the service itself or in something that it calls',
  });
});
