import { expect, test } from 'vitest';
import { MAX_MERGED } from '../../domain/incident/related.ts';
import { openTwo, standingIn, stateOf } from './two-incidents.ts';
import { createWorld, MINUTE, SECOND } from './world.ts';

test('the earlier is not merged into the later: the answer says how to turn it round', async () => {
  const world = createWorld();
  const { earlier, later } = await openTwo(world);
  expect(await world.act(earlier, { kind: 'merge', into: later.id })).toMatchObject({
    outcome: 'refused',
    reason: 'opened-earlier',
    text: `Incident ${earlier.id} was opened before ${later.id}: merge ${later.id} into ${earlier.id}`,
  });
  expect((await stateOf(world, later)).status).toBe('investigating');
});

test('what cannot be merged is refused, and nothing changes', async () => {
  const world = createWorld();
  const { earlier, later } = await openTwo(world);
  const merge = (incident: { readonly id: string }, into: string) =>
    world.act(incident, { kind: 'merge', into });
  expect(await merge(later, later.id)).toMatchObject({ reason: 'same-incident' });
  expect(await merge(later, 'none-1')).toMatchObject({ reason: 'unknown-incident' });
  expect(await merge({ id: 'none-1' }, earlier.id)).toMatchObject({ outcome: 'not-found' });
  await world.act(earlier, 'resolve');
  expect(await merge(later, earlier.id)).toMatchObject({ reason: 'already-resolved' });
  await world.act(earlier, 'close');
  expect(await merge(later, earlier.id)).toMatchObject({ reason: 'already-closed' });
  expect(await merge(earlier, later.id)).toMatchObject({ reason: 'already-closed' });
  expect((await stateOf(world, later)).status).toBe('investigating');
});

test('a request sent again changes nothing; to merge, reopen or resolve it anew is refused with the other id', async () => {
  const world = createWorld();
  const { earlier, later } = await openTwo(world);
  await world.pass(MINUTE);
  await world.alarm('lag', { service: 'orders' });
  const [third] = await world.incidents();
  const request = { key: 'merge-1', fingerprint: 'same' };
  const once = () => world.act(later, { kind: 'merge', into: earlier.id }, { note: 'one database', request });
  await once();
  const notes = world.publisher.published.length;
  expect(await once()).toMatchObject({ outcome: 'done', repeated: true });
  expect(await world.act(later, { kind: 'merge', into: earlier.id })).toMatchObject({ outcome: 'done' });
  expect(world.publisher.published).toHaveLength(notes);
  expect(await world.act(third ?? later, { kind: 'merge', into: later.id })).toMatchObject({
    reason: 'merged-already',
    text: `Incident ${later.id} was merged into ${earlier.id}: go on there`,
  });
  expect(await world.act(later, 'resolve')).toMatchObject({ reason: 'merged-already' });
  expect(await world.act(later, 'reopen')).toMatchObject({
    reason: 'superseded',
    text: `Incident ${later.id} was merged into ${earlier.id}: reopen that one`,
  });
});

test('an incident that was over before it could be closed is not merged, and the timeline says so', async () => {
  const world = createWorld();
  const { earlier, later } = await openTwo(world);
  const { store } = world.shell;
  let resolved = false;
  const racing = {
    ...store,
    commit: async (...[before, after]: Parameters<typeof store.commit>) => {
      if (after.id === later.id && after.status === 'closed' && !resolved) {
        resolved = true;
        const now = await store.read(later.id);
        if (now) await store.commit(now, { ...now, version: now.version + 1, status: 'resolved' });
      }
      return store.commit(before, after);
    },
  };
  world.shell = { ...world.shell, store: racing };
  expect(await world.act(later, { kind: 'merge', into: earlier.id })).toMatchObject({
    reason: 'already-resolved',
  });
  expect((await stateOf(world, earlier)).mergedFrom).toBeUndefined();
  expect((await world.timeline(earlier)).at(-1)).toMatchObject({
    kind: 'merge-failed',
    text: `${later.id} was not merged: it was over before`,
  });
});

test('a process that ends after the decision leaves the rest to the sweep', async () => {
  const world = createWorld();
  const { earlier, later } = await openTwo(world);
  const { store } = world.shell;
  const hurt = { ...store, putAlarm: () => Promise.reject(new Error('throttled')) };
  world.shell = { ...world.shell, store: hurt };
  await world.act(later, { kind: 'merge', into: earlier.id });
  expect(await standingIn(world, later)).toEqual(['refusals']);
  world.shell = { ...world.shell, store };
  await world.pass(10 * SECOND);
  expect(await standingIn(world, earlier)).toEqual(['errors', 'refusals']);
  expect(await standingIn(world, later)).toEqual([]);
});

test('an incident takes over a bounded number of others', async () => {
  const world = createWorld();
  await world.alarm('errors');
  const earlier = await world.incident();
  for (let n = 0; n <= MAX_MERGED; n++) {
    await world.pass(SECOND);
    await world.alarm(`lag-${n}`, { service: `service-${n}` });
    const [later] = await world.incidents();
    const answer = await world.act(later ?? earlier, { kind: 'merge', into: earlier.id });
    expect(answer).toMatchObject(n < MAX_MERGED ? { outcome: 'done' } : { reason: 'too-many-merged' });
  }
});
