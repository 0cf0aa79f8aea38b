import { expect, test } from 'vitest';
import { MAX_AWS_EVENTS } from '../../domain/incident/incident.ts';
import type { Transition } from '../../domain/signal/signal.ts';
import { configured, createWorld, MINUTE, transitionOf, type World } from './world.ts';

const CODE = 'AWS_EC2_OPERATIONAL_ISSUE';

/** A public event of AWS Health. */
const event = (
  world: World,
  more: { readonly service?: string; readonly region?: string; readonly n?: number } = {},
): Transition => {
  const { service = 'EC2', region = 'eu-west-1', n = 1 } = more;
  const transition = transitionOf(CODE, world.now(), { kind: 'health' });
  const facts = { scope: 'PUBLIC', service, eventTypeCategory: 'issue', eventTypeCode: CODE };
  const id = `arn:aws:health:${region}::event/${service}/${CODE}/${n}#111122223333`;
  return { ...transition, signal: { ...transition.signal, id, region, facts, tags: {}, metrics: [] } };
};

/** An alarm on a metric of EC2. */
const cpu = (world: World): Transition => {
  const transition = transitionOf('cpu', world.now(), { severity: 'SEV3' });
  const metrics = [{ namespace: 'AWS/EC2', name: 'CPUUtilization', dimensions: {} }];
  return { ...transition, signal: { ...transition.signal, metrics } };
};

const ignored = (world: World) => [...world.records.ignored.values()].map(({ reason }) => reason);

test('an open incident of that service and region is told within two minutes, and nobody is paged for it', async () => {
  const world = createWorld();
  await world.send(cpu(world));
  const pages = world.pages().length;
  const [result] = await world.send(event(world));
  expect(result).toMatchObject({ kind: 'ignored', reason: 'rule:health-public' });
  await world.pass(2 * MINUTE);
  expect(world.pages()).toHaveLength(pages);
  const incident = await world.incident();
  expect(incident.awsEvents).toMatchObject([{ service: 'EC2', region: 'eu-west-1', code: CODE }]);
  expect((await world.timeline(incident)).filter(({ kind }) => kind === 'aws-event')).toMatchObject([
    { reason: CODE, by: 'tocsin', text: `AWS reports an event on EC2 in eu-west-1: ${CODE}` },
  ]);
});

test('the messages after it say so', async () => {
  const world = createWorld();
  await world.send(cpu(world));
  await world.send(event(world));
  await world.pass(6 * MINUTE);
  const page = world.rendered().at(-1);
  expect(page?.texts.email).toContain(`AWS reports: an event on EC2 in eu-west-1: ${CODE}`);
  expect(JSON.parse(page?.texts.json ?? '{}').awsEvents).toMatchObject([{ service: 'EC2', code: CODE }]);
});

test('an event of another region or service, or one that comes after the end, tells nobody', async () => {
  const world = createWorld();
  await world.send(cpu(world));
  await world.send(event(world, { region: 'us-east-1' }), event(world, { service: 'RDS' }));
  await world.pass(2 * MINUTE);
  expect((await world.incident()).awsEvents).toBeUndefined();
  await world.act(await world.incident(), 'resolve');
  await world.send(event(world));
  await world.pass(2 * MINUTE);
  expect((await world.incident()).awsEvents).toBeUndefined();
  expect(ignored(world)).toEqual(['rule:health-public', 'rule:health-public', 'rule:health-public']);
});

test('an event that is open where nothing fails opens nothing', async () => {
  const world = createWorld();
  await world.send(event(world));
  await world.pass(5 * MINUTE);
  expect(await world.incidents()).toEqual([]);
  expect(ignored(world)).toEqual(['rule:health-public']);
});

test('what AWS writes again is told once, and the last events are kept', async () => {
  const world = createWorld();
  await world.send(cpu(world));
  for (let n = 0; n <= MAX_AWS_EVENTS; n++) {
    await world.send(event(world, { n }));
    await world.pass(2 * MINUTE);
    await world.send(event(world, { n }));
    await world.pass(2 * MINUTE);
  }
  const incident = await world.incident();
  expect(incident.awsEvents).toHaveLength(MAX_AWS_EVENTS);
  const told = (await world.timeline(incident)).filter(({ kind }) => kind === 'aws-event');
  expect(told).toHaveLength(MAX_AWS_EVENTS + 1);
});

test('a team rule that rates public events opens incidents as before', async () => {
  const world = createWorld(
    configured('rules:\n  - name: wants-it\n    match:\n      kind: health\n    severity: SEV3\n'),
  );
  expect(await world.send(event(world))).toMatchObject([{ kind: 'opened' }]);
});

test('a sweep that fails in the middle is made up for by the next', async () => {
  const world = createWorld();
  await world.send(cpu(world));
  await world.send(event(world));
  const { store } = world.shell;
  world.shell = {
    ...world.shell,
    store: { ...store, commit: () => Promise.reject(new Error('throttled')) },
  };
  await world.pass(MINUTE);
  world.shell = { ...world.shell, store };
  await world.pass(MINUTE);
  expect((await world.incident()).awsEvents).toHaveLength(1);
});
