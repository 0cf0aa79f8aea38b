/** Pages that the budget holds back, of incidents that end before a digest tells them. */
import { expect, test } from 'vitest';
import { sweepDue } from '../../protocol/wake/sweep.ts';
import { tight } from './page-storm.ts';
import { openTwo, stateOf } from './two-incidents.ts';
import { configured, createWorld, HOUR, MINUTE, type World } from './world.ts';

const DAY = 24 * HOUR;

/** Ids of the pages that wait for a digest, or are under way in one. */
const heldIn = async (world: World, incident: { readonly id: string }): Promise<readonly string[]> =>
  Object.values((await stateOf(world, incident)).outbox).flatMap((effect) =>
    effect.kind === 'notify' && effect.held !== undefined ? [effect.notice.id] : [],
  );

const toldOf = ({ publisher }: World, ids: readonly string[]): readonly string[] =>
  publisher.published.map(({ id }) => id).filter((id) => ids.includes(id));

/** Two incidents of one minute whose budget is used up before. */
const openHeld = async () => {
  const world = tight(1);
  await world.alarm('first', { service: 'first', severity: 'SEV3' });
  await world.alarm('errors', { service: 'checkout', severity: 'SEV3' });
  const earlier = (await world.incidents()).find(({ service }) => service === 'checkout');
  world.running = false;
  await world.pass(1_000);
  world.running = true;
  await world.alarm('refusals', { service: 'payments', severity: 'SEV3' });
  const later = (await world.incidents()).find(({ service }) => service === 'payments');
  if (earlier === undefined || later === undefined) throw new Error('the alarms joined one incident');
  return { world, earlier, later };
};

test('a held page of an incident that is merged away is void; that of the one that takes it over is told', async () => {
  const { world, earlier, later } = await openHeld();
  const ofEarlier = await heldIn(world, earlier);
  const ofLater = await heldIn(world, later);
  expect([ofEarlier.length, ofLater.length]).toEqual([1, 1]);
  await world.act(later, { kind: 'merge', into: earlier.id });
  expect(await heldIn(world, later)).toEqual([]);
  expect(await heldIn(world, earlier)).toEqual(ofEarlier);
  await world.pass(3 * MINUTE);
  expect(toldOf(world, ofEarlier)).toEqual(ofEarlier);
  expect(toldOf(world, ofLater)).toEqual([]);
});

test('a digest that has taken up a page of an incident merged meanwhile tells it no second time', async () => {
  const { world, earlier, later } = await openHeld();
  const pages = [...(await heldIn(world, earlier)), ...(await heldIn(world, later))];
  const { publisher } = world.shell;
  const failing = {
    ...publisher,
    publishDigest: async () => ({ outcome: 'retry-later', reason: 'Throttled' }) as const,
  };
  await sweepDue({ ...world.shell, publisher: failing }, Number.POSITIVE_INFINITY);
  await world.act(later, { kind: 'merge', into: earlier.id });
  await world.pass(3 * MINUTE);
  expect(toldOf(world, pages)).toEqual(pages.slice(0, 1));
});

test('a page that a digest is to tell keeps what it is about from being retired', async () => {
  const world = createWorld(configured('retention: 40d\npagesPerMinute: 1\n'));
  const { earlier } = await openTwo(world);
  await world.act(earlier, 'resolve');
  const resolved = await stateOf(world, earlier);
  const [page] = world.publisher.published;
  if (page === undefined) throw new Error('nobody was paged');
  const { outgoing, ...notice } = page;
  world.records.incidents.set(earlier.id, {
    ...resolved,
    outbox: {
      held: {
        kind: 'notify',
        notice,
        held: { sinceMs: world.now(), digest: 'digest-1' },
        dueAtMs: Number.MAX_SAFE_INTEGER,
        attempts: 0,
      },
    },
  });
  world.running = false;
  await world.pass(41 * DAY);
  world.running = true;
  await world.pass(10 * MINUTE);
  expect(outgoing.incident.id).toBe(earlier.id);
  expect((await stateOf(world, earlier)).retiredAtMs).toBeUndefined();
});
