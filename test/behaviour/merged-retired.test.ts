import { expect, test } from 'vitest';
import { openTwo, payments, standingIn, stateOf } from './two-incidents.ts';
import { configured, createWorld, HOUR, MINUTE, type World } from './world.ts';

const DAY = 24 * HOUR;

/** An incident of `payments` that was merged into one of `checkout`, in a team that keeps what is over for 40 days. */
const openMerged = async () => {
  const world = createWorld(configured('retention: 40d\n'));
  const { earlier, later } = await openTwo(world);
  await world.act(later, { kind: 'merge', into: earlier.id });
  return { world, earlier, later };
};

/** Days in which nothing runs, then some minutes in which everything does. */
const afterDays = async (world: World, days: number): Promise<void> => {
  world.running = false;
  await world.pass(days * DAY);
  world.running = true;
  await world.pass(10 * MINUTE);
};

const isRetired = async (world: World, incident: { readonly id: string }): Promise<boolean> =>
  (await stateOf(world, incident)).retiredAtMs !== undefined;

test('a merged incident is kept from its merger on, and retired before the one that took it over', async () => {
  const { world, earlier, later } = await openMerged();
  await afterDays(world, 39);
  expect(await isRetired(world, later)).toBe(false);
  await afterDays(world, 2);
  expect(await isRetired(world, later)).toBe(true);
  expect((await stateOf(world, earlier)).status).toBe('investigating');
  expect(await standingIn(world, earlier)).toEqual(['errors', 'refusals']);
});

test('the alarms that moved stay where they are: an OK and a repeat are taken in there', async () => {
  const { world, earlier } = await openMerged();
  await afterDays(world, 41);
  expect(await world.alarm('refusals', payments)).toMatchObject({ incidentId: earlier.id });
  await world.pass(MINUTE);
  expect(await world.ok('refusals', payments)).toEqual({ kind: 'cleared', incidentId: earlier.id });
});

test('a new alarm of its service opens the next incident: what is retired leads nowhere any more', async () => {
  const { world, later } = await openMerged();
  await afterDays(world, 41);
  expect(await world.alarm('queue', payments)).toEqual({
    kind: 'opened',
    incidentId: later.id.replace(/1$/, '2'),
  });
});

test('an incident whose merger is owed is not retired, and neither is one that it is owed to', async () => {
  const { world, earlier, later } = await openMerged();
  await world.act(earlier, 'resolve');
  const resolved = await stateOf(world, earlier);
  // As a release that does not know mergers leaves it.
  const owed = {
    kind: 'merge',
    from: later.id,
    by: 'ada',
    dueAtMs: Number.MAX_SAFE_INTEGER,
    attempts: 0,
  } as const;
  world.records.incidents.set(earlier.id, { ...resolved, outbox: { merge: owed } });
  await afterDays(world, 41);
  expect(await isRetired(world, earlier)).toBe(false);
  expect(await isRetired(world, later)).toBe(true);
});

test('after both are retired nothing hangs at either, and each service opens its next incident', async () => {
  const { world, earlier, later } = await openMerged();
  await world.pass(MINUTE);
  await world.ok('errors');
  await world.ok('refusals', payments);
  await world.pass(HOUR);
  await afterDays(world, 41);
  for (const { id } of [earlier, later]) {
    expect(await isRetired(world, { id })).toBe(true);
    expect([...world.records.signalsOf(id).keys(), ...world.records.entriesOf(id).keys()]).toEqual([]);
  }
  expect(await world.alarm('errors')).toMatchObject({
    kind: 'opened',
    incidentId: earlier.id.replace(/1$/, '2'),
  });
  expect(await world.alarm('refusals', payments)).toMatchObject({
    kind: 'opened',
    incidentId: later.id.replace(/1$/, '2'),
  });
});
