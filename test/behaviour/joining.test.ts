import { expect, test } from 'vitest';
import { createWorld, HOUR, MINUTE, START, transitionOf, type World } from './world.ts';

const entriesOf = async (world: World, kind: string) =>
  (await world.timeline(await world.incident())).filter((entry) => entry.kind === kind);

test('a worse alarm brings its scenario along, except that security stays security', async () => {
  const world = createWorld();
  await world.alarm('slow', { severity: 'SEV3', scenario: 'database' });
  await world.alarm('down', { severity: 'SEV2', scenario: 'outage' });
  expect(await world.incident()).toMatchObject({ severity: 'SEV2', scenario: 'outage' });
  const security = createWorld();
  await security.alarm('probing', { severity: 'SEV3', scenario: 'security' });
  await security.act(await security.incident(), 'acknowledge');
  await security.alarm('intrusion', { severity: 'SEV2', scenario: 'security' });
  expect(await security.incident()).toMatchObject({ severity: 'SEV2', scenario: 'security' });
});

test('an alarm of the same severity gives a generic incident its scenario, and never takes one away', async () => {
  const world = createWorld();
  await world.alarm('odd', { severity: 'SEV3', scenario: 'generic' });
  await world.alarm('slow', { severity: 'SEV3', scenario: 'database' });
  expect((await world.incident()).scenario).toBe('database');
  expect(await entriesOf(world, 'scenario-changed')).toMatchObject([{ by: 'tocsin' }]);
  await world.alarm('launches', { severity: 'SEV3', scenario: 'auto-scaling' });
  await world.alarm('odder', { severity: 'SEV3', scenario: 'generic' });
  expect((await world.incident()).scenario).toBe('database');
  expect(await entriesOf(world, 'scenario-changed')).toHaveLength(1);
});

test('a component is told once, however many of its alarms join', async () => {
  const world = createWorld();
  await world.alarm('a', { severity: 'SEV3', resource: 'api' });
  await world.alarm('b', { severity: 'SEV3', resource: 'worker' });
  await world.alarm('c', { severity: 'SEV3', resource: 'worker' });
  const joined = await entriesOf(world, 'joined');
  expect(joined).toHaveLength(1);
  expect(joined[0]).toMatchObject({ reason: 'new-component' });
  expect((await world.incident()).components).toHaveLength(2);
});

test('an alarm is new to an acknowledged incident only after more than 15 minutes', async () => {
  for (const [minutes, number] of [
    [15, 1],
    [16, 2],
  ] as const) {
    const world = createWorld();
    await world.alarm('errors', { severity: 'SEV3' });
    await world.act(await world.incident(), 'acknowledge');
    await world.pass(minutes * MINUTE);
    await world.alarm('slow', { severity: 'SEV3' });
    const { episode } = await world.incident();
    expect(episode.number).toBe(number);
    expect(world.pages()).toHaveLength(number);
  }
});

test('the new alarm is named, and the timeline says why paging starts over', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  await world.act(await world.incident(), 'acknowledge');
  await world.pass(HOUR);
  await world.alarm('slow', { severity: 'SEV3' });
  expect(await entriesOf(world, 'joined')).toMatchObject([
    { text: 'New alarm: slow', reason: 'new-alarm-after-acknowledgement' },
  ]);
  expect(await entriesOf(world, 'episode-started')).toMatchObject([
    { text: 'Episode 2: paging starts over', reason: 'new-alarm-after-acknowledgement' },
  ]);
});

test('an alarm that the incident knows starts no episode, and nor does a late copy', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  await world.act(await world.incident(), 'acknowledge');
  await world.pass(HOUR);
  await world.ok('errors');
  await world.pass(MINUTE);
  await world.alarm('errors', { severity: 'SEV3' });
  await world.send(transitionOf('errors', START, { severity: 'SEV3' }));
  expect((await world.incident()).episode.number).toBe(1);
});

test('an alarm that stands and alarms again has been without data in between: it is new', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  await world.act(await world.incident(), 'acknowledge');
  await world.pass(HOUR);
  await world.alarm('errors', { severity: 'SEV3' });
  expect((await world.incident()).episode.number).toBe(2);
});

test('a source that never says OK repeats what it reported: that is no new alarm', async () => {
  const world = createWorld();
  await world.alarm('exposed-key', { severity: 'SEV3', kind: 'finding' });
  await world.act(await world.incident(), 'acknowledge');
  await world.pass(HOUR);
  await world.alarm('exposed-key', { severity: 'SEV3', kind: 'finding' });
  expect((await world.incident()).episode.number).toBe(1);
  expect(world.pages().filter((page) => page.endsWith('primary opened'))).toHaveLength(1);
});

test('an alarm from before a person’s mitigation does not take it back, a later one does', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  await world.pass(10 * MINUTE);
  await world.act(await world.incident(), 'mitigate');
  await world.send(transitionOf('errors', START, { severity: 'SEV3' }));
  expect((await world.incident()).status).toBe('mitigated');
  await world.pass(MINUTE);
  await world.alarm('errors', { severity: 'SEV3' });
  const incident = await world.incident();
  expect(incident).toMatchObject({ status: 'investigating', flaps: 0 });
  expect([incident.mitigatedAtMs, incident.mitigatedBy, incident.mitigatedReason]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(await entriesOf(world, 'investigating')).toMatchObject([
    { text: 'Investigating again: errors', reason: 'alarm-after-mitigation' },
  ]);
});

test('an alarm during the hold says that it is not clear after all, and names itself', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  await world.pass(MINUTE);
  await world.ok('errors');
  await world.pass(MINUTE);
  await world.alarm('errors', { severity: 'SEV3' });
  expect(await entriesOf(world, 'investigating')).toMatchObject([
    { text: 'Not clear after all: errors', reason: 'alarm-while-clearing' },
  ]);
  expect(await world.incident()).toMatchObject({ standingSeen: 1, flaps: 1 });
});
