import { expect, test } from 'vitest';
import type { MilestoneName } from '../../domain/incident/milestone.ts';
import type { Statement } from '../../domain/incident/said.ts';
import { createWorld, HOUR, MINUTE, SECOND, type World } from './world.ts';

const DAY = 24 * HOUR;

const opened = async (): Promise<World> => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  return world;
};

const state = async (world: World, statement: Statement) =>
  world.act(await world.incident(), 'say', { say: { statements: [statement] } });

/** What each milestone says a while after its moment: it is reached by `reach`, so many ms after the opening. */
const reachAt = async (
  milestone: MilestoneName,
  afterMs: number,
  reach: (world: World) => Promise<unknown>,
) => {
  const world = await opened();
  await world.pass(afterMs);
  await reach(world);
  await world.pass(5 * MINUTE);
  const missed = (await world.timeline(await world.incident()))
    .filter(({ kind }) => kind === 'milestone')
    .map(({ reason }) => reason);
  return {
    outcome: (await world.incident()).milestones[milestone],
    told: missed.includes(`${milestone}-missed`),
  };
};

test.each<[MilestoneName, number, (world: World) => Promise<unknown>]>([
  ['acknowledged', 5 * MINUTE, async (world) => world.act(await world.incident(), 'acknowledge')],
  ['triaged', 15 * MINUTE, (world) => state(world, 'triaged')],
  ['mitigated', 30 * MINUTE, async (world) => world.act(await world.incident(), 'mitigate')],
  ['resolved', HOUR, async (world) => world.act(await world.incident(), 'resolve')],
  ['analysis-begun', 2 * HOUR, (world) => state(world, 'analysis-begun')],
])(
  '%s is met a second before its time, and missed and told a minute after it',
  async (name, dueMs, reach) => {
    expect(await reachAt(name, dueMs - SECOND, reach)).toEqual({ outcome: 'met', told: false });
    expect(await reachAt(name, dueMs + MINUTE, reach)).toEqual({ outcome: 'missed', told: true });
  },
);

test('a resolution without a mitigation is one', async () => {
  const world = await opened();
  await world.pass(10 * MINUTE);
  await world.act(await world.incident(), 'resolve');
  await world.pass(MINUTE);
  expect((await world.incident()).milestones).toMatchObject({ mitigated: 'met', resolved: 'met' });
});

test.each<[MilestoneName, Statement, number]>([
  ['stability-verified', 'stability-verified', HOUR],
  ['post-mortem', 'post-mortem-published', DAY],
  ['prevention', 'prevention-done', 30 * DAY],
])('%s counts from the resolution, and is missed when nobody says it', async (name, statement, afterMs) => {
  for (const isSaid of [true, false]) {
    const world = await opened();
    await world.pass(20 * MINUTE);
    await world.ok('errors');
    await world.act(await world.incident(), 'resolve');
    await world.pass(afterMs - MINUTE);
    expect((await world.incident()).milestones[name]).toBeUndefined();
    if (isSaid) await state(world, statement);
    await world.pass(3 * MINUTE);
    expect((await world.incident()).milestones[name]).toBe(isSaid ? 'met' : 'missed');
  }
});

test('there are no milestones after a resolution before there is one, and none are told twice', async () => {
  const world = await opened();
  await world.pass(3 * HOUR);
  const incident = await world.incident();
  expect(Object.keys(incident.milestones)).not.toContain('stability-verified');
  const told = (await world.timeline(incident)).filter(({ kind }) => kind === 'milestone');
  expect(told.map(({ reason }) => reason)).toEqual([
    'acknowledged-missed',
    'triaged-missed',
    'mitigated-missed',
    'resolved-missed',
    'analysis-begun-missed',
  ]);
  expect(told[0]?.text).toBe('Milestone missed: acknowledged');
});
