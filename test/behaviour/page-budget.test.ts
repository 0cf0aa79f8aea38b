import { expect, test } from 'vitest';
import { act } from '../../protocol/command/act.ts';
import { runTimer } from '../../protocol/wake/run-timer.ts';
import { sweepDue } from '../../protocol/wake/sweep.ts';
import { configured, createWorld, HOUR, MINUTE, SECOND, transitionOf, type World } from './world.ts';

/** Three pages an audience and minute, one of them for SEV1. */
const tight = (pagesPerMinute = 3) => createWorld(configured(`pagesPerMinute: ${pagesPerMinute}\n`));

/** Alarms of so many services, one after another. */
const storm = async (world: World, services: number, severity = 'SEV3', name = 'service') => {
  for (let n = 0; n < services; n++) await world.alarm(`${name}-${n}`, { service: `${name}-${n}`, severity });
};

const toPrimary = ({ publisher }: World) =>
  publisher.published.filter(({ audience, kind }) => audience === 'primary' && kind === 'page');

const singles = (world: World) => toPrimary(world).filter(({ digest }) => digest === undefined);

test('beyond the budget the pages of a minute are one digest, and nobody is forgotten', async () => {
  const world = tight();
  await storm(world, 10);
  expect(toPrimary(world)).toHaveLength(2);
  await world.pass(MINUTE);
  expect(singles(world)).toHaveLength(2);
  expect(world.publisher.digests).toHaveLength(1);
  const services = toPrimary(world).map(({ outgoing }) => outgoing.incident.service);
  expect(services.toSorted()).toEqual(Array.from({ length: 10 }, (_, n) => `service-${n}`));
});

test('one batch keeps to the budget that it has read', async () => {
  const world = tight();
  await world.send(
    ...Array.from({ length: 8 }, (_, n) =>
      transitionOf(`a-${n}`, world.now(), { service: `s-${n}`, severity: 'SEV3' }),
    ),
  );
  expect(singles(world)).toHaveLength(2);
});

test('a third of the budget is kept for SEV1, which pages when the others have used up theirs', async () => {
  const world = tight();
  await storm(world, 5);
  await storm(world, 2, 'SEV1', 'worst');
  expect(singles(world).map(({ severity }) => severity)).toEqual(['SEV3', 'SEV3', 'SEV1']);
  await world.pass(MINUTE);
  const [digest] = world.publisher.digests.filter(({ audience }) => audience === 'primary');
  expect(digest?.pages.map(({ notice }) => notice.severity)).toContain('SEV1');
});

test('the next minute has a budget of its own', async () => {
  const world = tight();
  await storm(world, 2, 'SEV3', 'early');
  await world.pass(MINUTE);
  await storm(world, 2, 'SEV3', 'late');
  expect(singles(world)).toHaveLength(4);
  expect(world.publisher.digests).toEqual([]);
});

test('the timeline of each incident says in which digest it was told', async () => {
  const world = tight();
  await storm(world, 4);
  await world.pass(MINUTE);
  const [digest] = world.publisher.digests;
  const told = digest?.pages[0]?.incident.id ?? '';
  const entries = await world.timeline({ id: told });
  expect(entries.find(({ reason }) => reason === 'over-budget')).toMatchObject({
    kind: 'paged',
    text: `Told to primary together with other pages, in ${digest?.id}`,
  });
});

test('what is told in a digest counts as paged: its first page, and its rungs go on from its deadline', async () => {
  const world = tight(1);
  await storm(world, 2);
  await world.pass(MINUTE);
  const [digest] = world.publisher.digests;
  const state = await world.shell.store.read(digest?.pages[0]?.incident.id ?? '');
  expect(state?.firstPagedAtMs).toBe(world.now());
  expect(state?.outbox).toEqual({});
  await world.pass(5 * MINUTE);
  const secondary = world.publisher.published.filter(({ audience }) => audience === 'secondary');
  expect(secondary).toHaveLength(2);
});

test('an acknowledgement makes a page void that is held (I5)', async () => {
  const world = tight(1);
  await storm(world, 2);
  const [held] = (await world.incidents()).filter(({ outbox }) => Object.keys(outbox).length > 0);
  await world.act(held ?? { id: '' }, 'acknowledge');
  await world.pass(2 * MINUTE);
  expect(toPrimary(world)).toHaveLength(1);
  expect(world.publisher.digests).toEqual([]);
});

test('a resolution makes a page void that is held (I5)', async () => {
  const world = tight(1);
  await storm(world, 2);
  const [held] = (await world.incidents()).filter(({ outbox }) => Object.keys(outbox).length > 0);
  await world.act(held ?? { id: '' }, 'resolve');
  await world.pass(2 * MINUTE);
  expect(toPrimary(world)).toHaveLength(1);
});

test('what a person asks for pages at once, whatever the budget', async () => {
  const world = tight(1);
  await storm(world, 2);
  const [incident] = await world.incidents();
  await act(world.shell, incident?.id ?? '', {
    by: 'ada',
    command: { kind: 'escalate', audiences: ['primary'] },
  });
  expect(singles(world).map(({ reason }) => reason)).toEqual(['opened', 'by-person']);
});

test('updates and resolutions neither count nor wait', async () => {
  const world = tight(1);
  await world.alarm('errors', { severity: 'SEV3' });
  const incident = await world.incident();
  await world.act(incident, 'resolve');
  expect(world.messages('resolution')).toHaveLength(2);
  await world.alarm('other', { service: 'other', severity: 'SEV3' });
  await world.pass(MINUTE);
  expect(toPrimary(world)).toHaveLength(2);
});

test('if the count cannot be read, everything pages', async () => {
  const world = tight(1);
  const { store } = world.shell;
  await storm(world, 1);
  Reflect.set(world, 'shell', {
    ...world.shell,
    store: { ...store, readPages: () => Promise.reject(new Error('down')) },
  });
  await world.pass(5 * MINUTE);
  await storm(world, 0);
  expect(world.publisher.published.filter(({ audience }) => audience === 'secondary')).toHaveLength(1);
  expect(world.publisher.digests).toEqual([]);
  expect(world.journal.notes.map(({ reason }) => reason)).toContain('pages-not-counted');
});

test('if the count cannot be written, the page goes out', async () => {
  const world = tight(1);
  const { store } = world.shell;
  Reflect.set(world, 'shell', {
    ...world.shell,
    store: { ...store, countPages: () => Promise.reject(new Error('down')) },
  });
  await storm(world, 3);
  expect(singles(world)).toHaveLength(3);
  expect((await world.incidents()).flatMap(({ outbox }) => Object.keys(outbox))).toEqual([]);
});

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
