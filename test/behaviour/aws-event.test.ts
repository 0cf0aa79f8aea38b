import { expect, test } from 'vitest';
import { MAX_AWS_EVENTS } from '../../domain/incident/related.ts';
import { CODE, cpuAlarm, publicEvent } from './public-event.ts';
import { configured, createWorld, MINUTE, type World } from './world.ts';

const ignored = (world: World) => [...world.records.ignored.values()].map(({ reason }) => reason);

test('an open incident of that service and region is told within two minutes, and nobody is paged for it', async () => {
  const world = createWorld();
  await world.send(cpuAlarm(world.now()));
  const pages = world.pages().length;
  const [result] = await world.send(publicEvent(world.now()));
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
  await world.send(cpuAlarm(world.now()));
  await world.send(publicEvent(world.now()));
  await world.pass(6 * MINUTE);
  const page = world.rendered().at(-1);
  expect(page?.texts.email).toContain(`AWS reports: an event on EC2 in eu-west-1: ${CODE}`);
  expect(JSON.parse(page?.texts.json ?? '{}').awsEvents).toMatchObject([{ service: 'EC2', code: CODE }]);
});

test('an event of another region or service, or one that comes after the end, tells nobody', async () => {
  const world = createWorld();
  await world.send(cpuAlarm(world.now()));
  await world.send(
    publicEvent(world.now(), { region: 'us-east-1' }),
    publicEvent(world.now(), { service: 'RDS' }),
  );
  await world.pass(2 * MINUTE);
  expect((await world.incident()).awsEvents).toBeUndefined();
  await world.act(await world.incident(), 'resolve');
  await world.send(publicEvent(world.now()));
  await world.pass(2 * MINUTE);
  expect((await world.incident()).awsEvents).toBeUndefined();
  expect(ignored(world)).toEqual(['rule:health-public', 'rule:health-public', 'rule:health-public']);
});

test('an event that is open where nothing fails opens nothing', async () => {
  const world = createWorld();
  await world.send(publicEvent(world.now()));
  await world.pass(5 * MINUTE);
  expect(await world.incidents()).toEqual([]);
  expect(ignored(world)).toEqual(['rule:health-public']);
});

test('what AWS writes again is told once, and the last events are kept', async () => {
  const world = createWorld();
  await world.send(cpuAlarm(world.now()));
  for (let n = 0; n <= MAX_AWS_EVENTS; n++) {
    await world.send(publicEvent(world.now(), { n }));
    await world.pass(2 * MINUTE);
    await world.send(publicEvent(world.now(), { n }));
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
  expect(await world.send(publicEvent(world.now()))).toMatchObject([{ kind: 'opened' }]);
});

test('a sweep that fails in the middle is made up for by the next', async () => {
  const world = createWorld();
  await world.send(cpuAlarm(world.now()));
  await world.send(publicEvent(world.now()));
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

test('many events at once do not hide the incidents from each other', async () => {
  const world = createWorld();
  await world.send(cpuAlarm(world.now()));
  await world.send(publicEvent(world.now()));
  for (let n = 0; n < 30; n++) await world.send(publicEvent(world.now(), { service: 'RDS', n }));
  await world.pass(2 * MINUTE);
  expect((await world.incident()).awsEvents).toMatchObject([{ service: 'EC2' }]);
});
