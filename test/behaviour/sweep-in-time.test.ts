/** One sweep in a storm: what is due, in rounds; the digests; then what can wait. Each within the sweep's time. */
import { expect, test } from 'vitest';
import type { Shell } from '../../protocol/shell.ts';
import { sweepDue } from '../../protocol/wake/sweep.ts';
import { singles, storm, toPrimary } from './page-storm.ts';
import { configured, createWorld, HOUR, MINUTE, SECOND, type World } from './world.ts';

const DAY = 24 * HOUR;
const OVER = 60;
const STORM = 250;

/** Incidents that are due to be retired, and a storm of as many services, all but one page of it held back. */
const stormBesideRetirements = async (): Promise<World> => {
  const world = createWorld(configured('retention: 40d\npagesPerMinute: 1\n'));
  for (let n = 0; n < OVER; n++) {
    await world.alarm(`over-${n}`, { service: `over-${n}` });
    await world.ok(`over-${n}`, { service: `over-${n}`, at: 1 });
  }
  await world.pass(2 * HOUR);
  world.running = false;
  // Post-incident milestones are settled long before.
  await world.pass(31 * DAY);
  world.running = true;
  await world.pass(5 * MINUTE);
  world.running = false;
  await world.pass(10 * DAY);
  world.publisher.published.splice(0);
  world.publisher.digests.splice(0);
  await storm(world, STORM);
  return world;
};

/** Sweeps with a clock that goes on with each call to the table; answers when incidents were looked at. */
const sweepSlowly = async (world: World, aCallMs: number, timeMs: number) => {
  let nowMs = world.now();
  const looks: { readonly id: string; readonly atMs: number }[] = [];
  const { store } = world.shell;
  const slowly: Shell = {
    ...world.shell,
    now: () => nowMs,
    store: {
      ...store,
      read: (id) => {
        nowMs += aCallMs;
        looks.push({ id, atMs: nowMs });
        return store.read(id);
      },
      commit: (before, after) => {
        nowMs += aCallMs;
        return store.commit(before, after);
      },
    },
  };
  const untilMs = world.now() + timeMs;
  const swept = await sweepDue(slowly, untilMs);
  return { swept, looks, untilMs };
};

const retiredIn = ({ records }: World) =>
  [...records.incidents.values()].filter(({ retiredAtMs }) => retiredAtMs !== undefined);

test('with time enough all are told, each once, and only then is looked at what can wait', async () => {
  const world = await stormBesideRetirements();
  const { swept, looks, untilMs } = await sweepSlowly(world, 2, 50 * SECOND);
  expect(swept).toMatchObject({ failed: 0, unfinished: false });
  expect(new Set(toPrimary(world).map(({ id }) => id)).size).toBe(STORM);
  expect(toPrimary(world)).toHaveLength(STORM);
  expect(singles(world)).toHaveLength(1);
  const retired = retiredIn(world).map(({ id }) => id);
  expect(retired).toHaveLength(50);
  const firstOfThem = looks.findIndex(({ id }) => retired.includes(id));
  const ofStorm = looks.slice(firstOfThem).filter(({ id }) => !world.records.incidents.get(id)?.retiredAtMs);
  expect(ofStorm).toEqual([]);
  expect(Math.max(...looks.map(({ atMs }) => atMs))).toBeLessThan(untilMs);
});

test('where the time runs out, what was looked at is told, what can wait waits, and the next sweeps do the rest', async () => {
  const world = await stormBesideRetirements();
  const { swept, looks, untilMs } = await sweepSlowly(world, 20, 15 * SECOND);
  expect(swept).toMatchObject({ failed: 0, unfinished: true });
  expect(retiredIn(world)).toEqual([]);
  const told = toPrimary(world).length;
  expect(told).toBeGreaterThan(swept.looked / 2);
  expect(told).toBeLessThan(STORM);
  expect(looks.filter(({ atMs }) => atMs > untilMs + SECOND)).toEqual([]);
  world.running = true;
  await world.pass(3 * MINUTE);
  expect(toPrimary(world)).toHaveLength(STORM);
  expect(retiredIn(world)).toHaveLength(OVER);
});
