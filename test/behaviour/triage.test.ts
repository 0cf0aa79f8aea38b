import { expect, test } from 'vitest';
import type { Deployment } from '../../domain/triage/facts/deployments.ts';
import { createTriageWorld } from './triage-world.ts';
import { configured, createWorld, MINUTE, transitionOf } from './world.ts';

const checkout = `services:
  - name: checkout
    match: [{ alarm: checkout-* }]
    resources:
      healthUrls: [{ url: "https://checkout.example/health" }]
      targetGroups: [checkout-web]
      pipelines: [checkout-release]
      databases: [checkout-db]
`;

const target = (id: string, state: string) => ({ id, state, description: 'Health checks failed with 503' });

const released = (atMs: number): Deployment => ({
  id: 'release-2',
  status: 'succeeded',
  startedAtMs: atMs - 5 * MINUTE,
  endedAtMs: atMs,
  revision: 'abc123',
});

test('a release that breaks every target is told as the probable cause, within the page of the first rung', async () => {
  const world = createWorld(configured(checkout));
  const triage = createTriageWorld(world, {
    'health-url': [
      { asked: { url: 'https://checkout.example/health' }, outcome: 'answered', status: 503, tookMs: 40 },
    ],
    'target-health': [
      { name: 'checkout-web', targets: ['a', 'b', 'c', 'd'].map((id) => target(id, 'unhealthy')) },
    ],
    pipeline: [
      {
        name: 'checkout-release',
        deployments: [released(world.now() - 7 * MINUTE), { ...released(0), id: 'release-1' }],
      },
    ],
    database: [{ name: 'checkout-db', status: 'available', pendingMaintenance: [], events: [] }],
  });
  await world.alarm('checkout-errors', { service: 'checkout', severity: 'SEV2', scenario: 'outage' });
  expect(world.pages()).toHaveLength(1);
  await triage.run();
  const { triage: found } = await world.incident();
  expect(found?.text).toBe(
    'https://checkout.example/health answers 503; 0 of 4 targets of checkout-web healthy (Health checks failed with 503); checkout-release: deployment 7 minutes before; Database checkout-db is available; probable cause: the deployment of checkout-release, 7 minutes before',
  );
  expect(found?.cause).toEqual({
    kind: 'deployment',
    confidence: 'high',
    text: 'the deployment of checkout-release, 7 minutes before',
  });
  const judgement = await triage.judgement();
  expect(judgement?.scope).toMatchObject({ kind: 'all', unavailable: 1 });
  expect(judgement?.proposals[0]).toMatchObject({
    action: 'roll-back-deployment',
    command: expect.stringContaining('--target-pipeline-execution-id release-1'),
  });
});

test('whoever was paged hears what was found, once', async () => {
  const world = createWorld(configured(checkout));
  const triage = createTriageWorld(world, {
    database: [{ name: 'checkout-db', status: 'failing-over', pendingMaintenance: [], events: [] }],
  });
  await world.alarm('checkout-errors', { service: 'checkout', severity: 'SEV2' });
  await triage.run();
  const told = () => world.publisher.published.filter(({ reason }) => reason === 'triaged');
  expect(told().map(({ audience }) => audience)).toEqual(['primary']);
  await world.pass(5 * MINUTE);
  await triage.run();
  expect(told()).toHaveLength(1);
});

test('a run that was overtaken changes nothing', async () => {
  const world = createWorld(configured(checkout));
  const triage = createTriageWorld(world, {});
  await world.alarm('checkout-errors', { service: 'checkout', severity: 'SEV3' });
  const finish = triage.begin();
  await world.alarm('checkout-down', { service: 'checkout', severity: 'SEV1' });
  expect(await finish()).toBe('overtaken');
  expect((await world.incident()).triage).toMatchObject({ runs: 2, state: 'running' });
});

test('triage that gives no answer is asked for again, and told of once', async () => {
  const world = createWorld(configured(checkout));
  await world.alarm('checkout-errors', { service: 'checkout', severity: 'SEV3' });
  await world.pass(60 * MINUTE);
  const lost = [...world.records.entriesOf((await world.incident()).id).values()].filter(
    ({ reason }) => reason === 'triage-lost',
  );
  expect(lost).toHaveLength(1);
});

test('an outage whose cause triage cannot find pages the experts after 15 minutes', async () => {
  const world = createWorld(configured(checkout));
  const triage = createTriageWorld(world, {
    'target-health': [{ name: 'checkout-web', targets: [target('a', 'unhealthy')] }],
  });
  await world.alarm('checkout-errors', { service: 'checkout', severity: 'SEV2', scenario: 'outage' });
  await triage.run();
  await world.act(await world.incident(), 'acknowledge');
  await world.pass(14 * MINUTE);
  expect((await world.incident()).triggers['unknown-cause']).toBeUndefined();
  await world.pass(2 * MINUTE);
  expect((await world.incident()).triggers['unknown-cause']).toBeDefined();
});

test('what has cleared stays open while its health check fails, and resolves once that answers', async () => {
  const world = createWorld(configured(checkout));
  const sick = {
    asked: { url: 'https://checkout.example/health' },
    outcome: 'answered',
    tookMs: 40,
  } as const;
  const answers = { 'health-url': [{ ...sick, status: 503 }] };
  const triage = createTriageWorld(world, answers);
  await world.alarm('checkout-errors', { service: 'checkout', severity: 'SEV2', scenario: 'outage' });
  await triage.run();
  await world.pass(MINUTE);
  await world.ok('checkout-errors', { service: 'checkout' });
  await triage.attend(30);
  expect((await world.incident()).status).toBe('mitigated');
  answers['health-url'] = [{ ...sick, status: 200 }];
  await triage.attend(10);
  expect((await world.incident()).status).toBe('resolved');
});

test.each(['', 'evil.example/', 'eu-west-1.evil.example'])(
  'a signal of no region of AWS, %j, is looked at where the stack is',
  async (region) => {
    const world = createWorld(configured(checkout));
    const triage = createTriageWorld(world, {});
    const alarm = transitionOf('checkout-errors', world.now(), { service: 'checkout', severity: 'SEV2' });
    await world.send({ ...alarm, signal: { ...alarm.signal, region } });
    await triage.run();
    expect(triage.regions).toEqual(['us-east-1']);
  },
);

test('what has cleared is verified in the region where it stood', async () => {
  const world = createWorld(configured(checkout));
  const triage = createTriageWorld(world, {});
  await world.alarm('checkout-errors', { service: 'checkout', severity: 'SEV3' });
  await triage.run();
  await world.pass(MINUTE);
  await world.ok('checkout-errors', { service: 'checkout' });
  await triage.attend(6);
  expect((await world.incident()).triage?.reason).toBe('cleared');
  expect(triage.regions.at(-1)).toBe('eu-west-1');
});
