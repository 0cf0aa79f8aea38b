import { expect, test } from 'vitest';
import { act } from '../../protocol/command/act.ts';
import { runTimer } from '../../protocol/wake/run-timer.ts';
import { sweepDue } from '../../protocol/wake/sweep.ts';
import { singles, storm, tight, toPrimary } from './page-storm.ts';
import { HOUR, MINUTE, SECOND } from './world.ts';

test('a rung whose time comes in a storm waits for the digest of its minute (I4)', async () => {
  const world = tight(1);
  world.timersArrive = false;
  await storm(world, 3);
  await world.pass(6 * MINUTE);
  const secondary = world.publisher.published.filter(({ audience }) => audience === 'secondary');
  expect(secondary).toHaveLength(3);
  expect(secondary.filter(({ digest }) => digest !== undefined)).toHaveLength(2);
});

test('a digest that SNS cannot take now is tried again by the next sweep, under the same id', async () => {
  const world = tight(1);
  await storm(world, 3);
  const failed: string[] = [];
  const { publisher } = world.shell;
  Reflect.set(world, 'shell', {
    ...world.shell,
    publisher: {
      ...publisher,
      publishDigest: async ({ id }: { readonly id: string }) => {
        failed.push(id);
        return { outcome: 'retry-later', reason: 'Throttled' };
      },
    },
  });
  await world.pass(MINUTE);
  Reflect.set(world, 'shell', { ...world.shell, publisher });
  await world.pass(MINUTE);
  expect(failed).toHaveLength(1);
  expect(world.publisher.digests.map(({ id }) => id)).toEqual(failed);
  expect(toPrimary(world)).toHaveLength(3);
});

test('a digest that SNS refuses falls over to the fallback audience, each page of it (I8)', async () => {
  const world = tight(1);
  await storm(world, 3);
  world.publisher.answers.push({ outcome: 'refused', reason: 'NotFound' });
  await world.pass(2 * MINUTE);
  const fallback = world.publisher.published.filter(({ audience }) => audience === 'fallback');
  expect(fallback.map(({ insteadOf }) => insteadOf)).toEqual(['primary', 'primary']);
  // One by itself, the other in the fallback's own digest: its budget is one, too.
  expect(world.publisher.digests.map(({ audience }) => audience)).toEqual(['fallback']);
});

test('a crash between digest and clearing repeats it once, under the same ids (I7)', async () => {
  const world = tight(1);
  await storm(world, 3);
  const { store } = world.shell;
  const crashing = { ...world.shell, store: { ...store, finishEffects: () => new Promise<void>(() => {}) } };
  void sweepDue(crashing, Number.POSITIVE_INFINITY);
  await new Promise((done) => setImmediate(done));
  expect(world.publisher.digests).toHaveLength(1);
  await world.pass(3 * MINUTE);
  const [first, second, ...more] = world.publisher.digests;
  expect(second?.id).toBe(first?.id);
  const ids = (digest: typeof first) => digest?.pages.map(({ notice }) => notice.id).toSorted();
  expect(ids(second)).toEqual(ids(first));
  expect(more).toEqual([]);
});

test('two sweeps at once tell each page once', async () => {
  const world = tight(1);
  await storm(world, 12);
  await Promise.all([
    sweepDue(world.shell, Number.POSITIVE_INFINITY),
    sweepDue(world.shell, Number.POSITIVE_INFINITY),
  ]);
  const ids = toPrimary(world).map(({ id }) => id);
  expect(new Set(ids).size).toBe(12);
  expect(ids).toHaveLength(12);
  const digestIds = world.publisher.digests.map(({ id }) => id);
  expect(new Set(digestIds).size).toBe(digestIds.length);
});

test('where no sweep comes, its timer sends a held page by itself within two minutes (I4)', async () => {
  const world = tight(1);
  await storm(world, 2);
  world.running = false;
  await world.pass(110 * SECOND);
  for (const { id } of await world.incidents())
    await runTimer(world.shell, { incidentId: id, dueAtMs: world.now() });
  expect(singles(world)).toHaveLength(2);
});

test('a held page has a timer, in case no sweep comes', async () => {
  const world = tight(1);
  await storm(world, 2);
  const dueIn = world.timers.waiting.map(({ timer }) => timer.dueAtMs - world.now());
  expect(dueIn).toEqual([5 * MINUTE, 110 * SECOND]);
});

test('the digests of an hour-long storm never hold a page longer than two minutes (I4)', async () => {
  const world = tight(1);
  for (let minute = 0; minute < 60; minute++) {
    await storm(world, 2, 'SEV3', `m${minute}`);
    await world.pass(MINUTE);
  }
  const late = toPrimary(world).filter(({ outgoing }) => outgoing.nowMs - outgoing.notice.atMs > 2 * MINUTE);
  expect(late).toEqual([]);
  expect(world.now()).toBeGreaterThanOrEqual(HOUR);
});

test('more incidents than one look at the index shows are all told by one sweep', async () => {
  const world = tight(1);
  await storm(world, 150);
  await world.pass(MINUTE);
  expect(toPrimary(world)).toHaveLength(150);
  expect(singles(world)).toHaveLength(1);
});

test('who acknowledges while a digest is put together is in none (I5)', async () => {
  const world = tight(1);
  await storm(world, 4);
  const { shell } = world;
  let first: string | undefined;
  const acknowledging: typeof shell.store.commit = async (before, after) => {
    const won = await shell.store.commit(before, after);
    if (first !== undefined) return won;
    first = before.id;
    await act(shell, first, { by: 'ada', command: { kind: 'acknowledge' } });
    return won;
  };
  Reflect.set(world, 'shell', { ...shell, store: { ...shell.store, commit: acknowledging } });
  await world.pass(MINUTE);
  const [digest] = world.publisher.digests;
  expect(digest?.pages).toHaveLength(2);
  expect(digest?.pages.map(({ incident }) => incident.id)).not.toContain(first);
  expect(singles(world)).toHaveLength(1);
});

test('a sweep whose time is up while more may be due says so', async () => {
  const world = tight(1);
  await storm(world, 250);
  let nowMs = world.now();
  const { store } = world.shell;
  const read = (id: string) => {
    nowMs += 100;
    return store.read(id);
  };
  const slow = { ...world.shell, now: () => nowMs, store: { ...store, read } };
  expect(await sweepDue(slow, nowMs + 20 * SECOND)).toMatchObject({ looked: 100, unfinished: true });
});
