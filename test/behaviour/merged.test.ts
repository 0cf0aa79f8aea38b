import { expect, test } from 'vitest';
import type { Incident } from '../../domain/incident/incident.ts';
import { declareIncident } from '../../protocol/intake/declare.ts';
import { openTwo, payments, standingIn, stateOf } from './two-incidents.ts';
import { createWorld, MINUTE, SECOND, type World } from './world.ts';

test('the later closes into the earlier, and its signals stand there', async () => {
  const world = createWorld();
  const { earlier, later } = await openTwo(world);
  const answer = await world.act(later, { kind: 'merge', into: earlier.id }, { note: 'one database' });
  expect(answer).toMatchObject({ outcome: 'done', incident: { id: later.id, status: 'closed' } });
  expect(await stateOf(world, later)).toMatchObject({
    status: 'closed',
    sealed: 'merged',
    mergedInto: { incidentId: earlier.id, by: 'ada' },
  });
  expect((await stateOf(world, earlier)).mergedFrom).toMatchObject([{ incidentId: later.id, by: 'ada' }]);
  expect(await standingIn(world, earlier)).toEqual(['errors', 'refusals']);
  expect(await standingIn(world, later)).toEqual([]);
});

test('each timeline names the other incident, and the note stands in that of the later one', async () => {
  const world = createWorld();
  const { earlier, later } = await openTwo(world);
  await world.act(later, { kind: 'merge', into: earlier.id }, { note: 'one database' });
  const told = (entries: Awaited<ReturnType<World['timeline']>>) =>
    entries.flatMap(({ kind, by, text }) => (by === 'ada' ? [`${kind}: ${text}`] : []));
  expect(told(await world.timeline(later))).toEqual([
    `merged: Merged into ${earlier.id}`,
    'note: one database',
  ]);
  expect(told(await world.timeline(earlier))).toEqual([
    `merged: Took over ${later.id} (SEV3 generic, payments): payments: refusals`,
  ]);
});

test('repeats and ends of its alarms follow, and the earlier one resolves when both have cleared', async () => {
  const world = createWorld();
  const { earlier, later } = await openTwo(world);
  await world.act(later, { kind: 'merge', into: earlier.id });
  await world.pass(MINUTE);
  expect(await world.alarm('refusals', payments)).toEqual({ kind: 'joined', incidentId: earlier.id });
  await world.ok('errors');
  await world.pass(20 * MINUTE);
  expect((await stateOf(world, earlier)).status).toBe('investigating');
  expect(await world.ok('refusals', payments)).toEqual({ kind: 'cleared', incidentId: earlier.id });
  await world.pass(20 * MINUTE);
  expect((await stateOf(world, earlier)).status).toBe('resolved');
});

test('a new alarm of the later service joins the earlier incident while that is open', async () => {
  const world = createWorld();
  const { earlier, later } = await openTwo(world);
  await world.act(later, { kind: 'merge', into: earlier.id });
  await world.pass(MINUTE);
  expect(await world.alarm('queue', payments)).toEqual({ kind: 'joined', incidentId: earlier.id });
  expect(await world.incidents()).toHaveLength(2);
});

/** Two incidents become one, whose alarms clear and which a person resolves; answers that one. */
const mergeAndResolve = async (world: World): Promise<Incident> => {
  const { earlier, later } = await openTwo(world);
  await world.act(later, { kind: 'merge', into: earlier.id });
  await world.pass(SECOND);
  await world.ok('refusals', payments);
  await world.ok('errors');
  await world.act(earlier, 'resolve');
  return earlier;
};

test('after the earlier one is resolved the later service opens an incident of its own again', async () => {
  const world = createWorld();
  await mergeAndResolve(world);
  await world.pass(MINUTE);
  expect(await world.alarm('refusals', payments)).toMatchObject({ kind: 'opened' });
  const [latest] = await world.incidents();
  expect(latest).toMatchObject({ service: 'payments', generation: 2 });
});

test('a service that goes its own way again keeps to it when the earlier incident reopens', async () => {
  const world = createWorld();
  const earlier = await mergeAndResolve(world);
  await world.alarm('refusals', payments);
  await world.act(earlier, 'reopen');
  world.records.slots.clear();
  const [own] = (await world.incidents()).filter(({ generation }) => generation === 2);
  expect(await world.alarm('queue', payments)).toEqual({ kind: 'joined', incidentId: own?.id });
});

test('what was merged into an incident goes with it into a third one', async () => {
  const world = createWorld();
  const { earlier, later } = await openTwo(world);
  await world.pass(MINUTE);
  await world.alarm('lag', { service: 'orders' });
  const [third] = await world.incidents();
  if (third === undefined) throw new Error('no third incident');
  await world.act(third, { kind: 'merge', into: later.id });
  await world.act(later, { kind: 'merge', into: earlier.id });
  expect(await standingIn(world, earlier)).toEqual(['errors', 'lag', 'refusals']);
  expect(await world.alarm('backlog', { service: 'orders' })).toEqual({
    kind: 'joined',
    incidentId: earlier.id,
  });
});

test('what never says OK moves along, and the resolution of the earlier one ends it', async () => {
  const world = createWorld();
  const { earlier, later } = await openTwo(world);
  await world.alarm('launch', { ...payments, kind: 'scaling' });
  await declareIncident(world.shell, {
    by: 'ada',
    title: 'Nobody can pay',
    service: 'payments',
    severity: 'SEV3',
    scenario: 'outage',
  });
  await world.act(later, { kind: 'merge', into: earlier.id });
  expect(await standingIn(world, earlier)).toEqual(['Nobody can pay', 'errors', 'launch', 'refusals']);
  await world.act(earlier, 'resolve');
  expect(await standingIn(world, earlier)).toEqual(['errors', 'refusals']);
});

test('what ends by itself after a time does so there', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  const earlier = await world.incident();
  await world.pass(MINUTE);
  await world.alarm('launch', { ...payments, kind: 'scaling' });
  const [later] = await world.incidents();
  await world.act(later ?? earlier, { kind: 'merge', into: earlier.id });
  await world.ok('errors');
  await world.pass(3 * 60 * MINUTE);
  expect(await standingIn(world, earlier)).toEqual([]);
  expect((await stateOf(world, earlier)).status).toBe('resolved');
});
