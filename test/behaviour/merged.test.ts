import { expect, test } from 'vitest';
import { MAX_MERGED } from '../../domain/incident/incident.ts';
import { declareIncident } from '../../protocol/intake/declare.ts';
import { createWorld, MINUTE, SECOND, type World } from './world.ts';

/** An incident of `checkout`, and a minute later one of `payments`. */
const two = async (world: World, severities: { earlier?: string; later?: string } = {}) => {
  await world.alarm('errors', { severity: severities.earlier ?? 'SEV3' });
  const earlier = await world.incident();
  await world.pass(MINUTE);
  await world.alarm('refusals', { service: 'payments', severity: severities.later ?? 'SEV3' });
  const later = (await world.incidents()).find(({ id }) => id !== earlier.id);
  if (later === undefined) throw new Error('the second alarm joined the first incident');
  return { earlier, later };
};

const stateOf = async (world: World, { id }: { readonly id: string }) => {
  const state = await world.shell.store.read(id);
  if (state === undefined) throw new Error(`there is no incident ${id}`);
  return state;
};

const standingIn = async (world: World, { id }: { readonly id: string }) =>
  (await world.shell.store.standing(id, 100)).map(({ name }) => name).sort();

const refusals = { service: 'payments' } as const;

test('the later closes into the earlier, and its signals stand there', async () => {
  const world = createWorld();
  const { earlier, later } = await two(world);
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
  const { earlier, later } = await two(world);
  await world.act(later, { kind: 'merge', into: earlier.id }, { note: 'one database' });
  const told = (entries: Awaited<ReturnType<World['timeline']>>) =>
    entries.flatMap(({ kind, by, text }) => (by === 'ada' ? [`${kind}: ${text}`] : []));
  expect(told(await world.timeline(later))).toEqual([`merged: Merged into ${earlier.id}`, 'note: one database']);
  expect(told(await world.timeline(earlier))).toEqual([
    `merged: Took over ${later.id} (SEV3 generic, payments): payments: refusals`,
  ]);
});

test('repeats and ends of its alarms follow, and the earlier one resolves when both have cleared', async () => {
  const world = createWorld();
  const { earlier, later } = await two(world);
  await world.act(later, { kind: 'merge', into: earlier.id });
  await world.pass(MINUTE);
  expect(await world.alarm('refusals', refusals)).toEqual({ kind: 'joined', incidentId: earlier.id });
  await world.ok('errors');
  await world.pass(20 * MINUTE);
  expect((await stateOf(world, earlier)).status).toBe('investigating');
  expect(await world.ok('refusals', refusals)).toEqual({ kind: 'cleared', incidentId: earlier.id });
  await world.pass(20 * MINUTE);
  expect((await stateOf(world, earlier)).status).toBe('resolved');
});

test('a new alarm of the later service joins the earlier incident while that is open', async () => {
  const world = createWorld();
  const { earlier, later } = await two(world);
  await world.act(later, { kind: 'merge', into: earlier.id });
  await world.pass(MINUTE);
  expect(await world.alarm('queue', refusals)).toEqual({ kind: 'joined', incidentId: earlier.id });
  expect(await world.incidents()).toHaveLength(2);
});

test('after the earlier one is resolved the later service opens an incident of its own again', async () => {
  const world = createWorld();
  const { earlier, later } = await two(world);
  await world.act(later, { kind: 'merge', into: earlier.id });
  await world.pass(SECOND);
  await world.ok('refusals', refusals);
  await world.ok('errors');
  await world.act(earlier, 'resolve');
  await world.pass(MINUTE);
  expect(await world.alarm('refusals', refusals)).toMatchObject({ kind: 'opened' });
  const [latest] = await world.incidents();
  expect(latest).toMatchObject({ service: 'payments', generation: 2 });
});

test('a service that goes its own way again keeps to it when the earlier incident reopens', async () => {
  const world = createWorld();
  const { earlier, later } = await two(world);
  await world.act(later, { kind: 'merge', into: earlier.id });
  await world.pass(SECOND);
  await world.ok('refusals', refusals);
  await world.ok('errors');
  await world.act(earlier, 'resolve');
  await world.alarm('refusals', refusals);
  await world.act(earlier, 'reopen');
  world.records.slots.clear();
  const [own] = (await world.incidents()).filter(({ generation }) => generation === 2);
  expect(await world.alarm('queue', refusals)).toEqual({ kind: 'joined', incidentId: own?.id });
});

test('a worse severity that stands rises and pages anew, acknowledged or not', async () => {
  const world = createWorld();
  const { earlier, later } = await two(world, { earlier: 'SEV3', later: 'SEV1' });
  await world.act(earlier, 'acknowledge');
  const before = world.pages().length;
  await world.act(later, { kind: 'merge', into: earlier.id });
  expect(await stateOf(world, earlier)).toMatchObject({
    severity: 'SEV1',
    episode: { number: 2, reason: 'severity-risen' },
  });
  expect(world.pages().slice(before)).toContain('1 primary severity-risen');
});

test('what has cleared leaves its severity behind', async () => {
  const world = createWorld();
  const { earlier, later } = await two(world, { earlier: 'SEV3', later: 'SEV1' });
  await world.pass(SECOND);
  await world.ok('refusals', refusals);
  await world.act(later, { kind: 'merge', into: earlier.id });
  expect(await stateOf(world, earlier)).toMatchObject({ severity: 'SEV3', episode: { number: 1 } });
});

test('security that becomes a part of it waits for a person', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  const earlier = await world.incident();
  await world.pass(MINUTE);
  await world.alarm('break-in', { scenario: 'security', severity: 'SEV3' });
  const later = (await world.incidents()).find(({ id }) => id !== earlier.id);
  await world.act(later ?? earlier, { kind: 'merge', into: earlier.id });
  await world.pass(SECOND);
  await world.ok('errors');
  await world.ok('break-in', { scenario: 'security' });
  await world.pass(60 * MINUTE);
  expect(await stateOf(world, earlier)).toMatchObject({ scenario: 'security', status: 'mitigated' });
});

test('an acknowledgement answers for what joins within 15 minutes, and not for what nobody has answered after that', async () => {
  for (const [minutes, episode] of [
    [14, 1],
    [16, 2],
  ] as const) {
    const world = createWorld();
    const { earlier, later } = await two(world);
    await world.act(earlier, 'acknowledge');
    await world.pass(minutes * MINUTE);
    await world.act(later, { kind: 'merge', into: earlier.id });
    expect((await stateOf(world, earlier)).episode.number).toBe(episode);
  }
});

test('what somebody has acknowledged there wakes nobody here', async () => {
  const world = createWorld();
  const { earlier, later } = await two(world);
  await world.act(earlier, 'acknowledge');
  await world.act(later, 'acknowledge');
  await world.pass(20 * MINUTE);
  await world.act(later, { kind: 'merge', into: earlier.id });
  expect((await stateOf(world, earlier)).episode.number).toBe(1);
});

test('a failure under investigation takes a mitigation back', async () => {
  const world = createWorld();
  const { earlier, later } = await two(world);
  await world.act(earlier, 'mitigate');
  await world.act(later, { kind: 'merge', into: earlier.id });
  expect((await stateOf(world, earlier)).status).toBe('investigating');
});

test('a failure that is mitigated there leaves a mitigation here', async () => {
  const world = createWorld();
  const { earlier, later } = await two(world);
  await world.act(earlier, 'mitigate');
  await world.act(later, 'mitigate');
  await world.act(later, { kind: 'merge', into: earlier.id });
  expect((await stateOf(world, earlier)).status).toBe('mitigated');
});

test('a hold ends where something stands that is taken over', async () => {
  const world = createWorld();
  const { earlier, later } = await two(world);
  await world.ok('errors');
  expect((await stateOf(world, earlier)).clearSinceMs).toBeDefined();
  await world.act(later, { kind: 'merge', into: earlier.id });
  await world.pass(30 * MINUTE);
  expect((await stateOf(world, earlier)).status).toBe('investigating');
});

test('what a person reopened while nothing stood goes on waiting for a person', async () => {
  const world = createWorld();
  const { earlier, later } = await two(world);
  await world.pass(SECOND);
  await world.ok('refusals', refusals);
  await world.act(later, 'resolve');
  await world.act(later, 'reopen');
  await world.ok('errors');
  await world.act(later, { kind: 'merge', into: earlier.id });
  await world.pass(60 * MINUTE);
  expect((await stateOf(world, earlier)).status).toBe('investigating');
});

test('its pages end, and who has heard of it hears where it goes on', async () => {
  const world = createWorld();
  const { earlier, later } = await two(world);
  await world.act(earlier, 'acknowledge');
  await world.act(later, { kind: 'merge', into: earlier.id });
  const ofLater = () => world.publisher.published.filter(({ id }) => id.startsWith(`${later.id}.`));
  expect(ofLater().map(({ audience, kind, reason }) => `${audience} ${kind} ${reason}`)).toEqual([
    'primary page opened',
    'primary update merged',
  ]);
  const message = world.rendered().at(-1);
  expect(message?.texts.subject).toBe(`[SEV3] MERGED INTO ${earlier.id}: payments: refusals`);
  expect(message?.texts.email).toContain(`Status: closed: see ${earlier.id}, which goes on for both`);
  expect(JSON.parse(message?.texts.json ?? '{}')).toMatchObject({ reason: 'merged', mergedInto: { incidentId: earlier.id } });
  await world.pass(60 * MINUTE);
  expect(ofLater()).toHaveLength(2);
});

test('who has heard of the later one hears of the resolution of the earlier one', async () => {
  const world = createWorld();
  const { earlier, later } = await two(world);
  await world.act(later, { kind: 'escalate', audiences: ['database'] });
  await world.act(later, { kind: 'merge', into: earlier.id });
  await world.act(earlier, 'resolve');
  expect(world.messages('resolution')).toContain('1 database resolution resolved-by-person');
});

test('other programs hear that it was merged, and into which incident', async () => {
  const world = createWorld();
  const { earlier, later } = await two(world);
  await world.act(later, { kind: 'merge', into: earlier.id });
  expect(world.bus.emitted.filter(({ type }) => type === 'incident.merged')).toMatchObject([
    { by: 'ada', reason: 'merged', incident: { id: later.id, status: 'closed', mergedInto: earlier.id } },
  ]);
});

test('the earlier is not merged into the later: the answer says how to turn it round', async () => {
  const world = createWorld();
  const { earlier, later } = await two(world);
  expect(await world.act(earlier, { kind: 'merge', into: later.id })).toMatchObject({
    outcome: 'refused',
    reason: 'opened-earlier',
    text: `Incident ${earlier.id} was opened before ${later.id}: merge ${later.id} into ${earlier.id}`,
  });
  expect((await stateOf(world, later)).status).toBe('investigating');
});

test('what cannot be merged is refused, and nothing changes', async () => {
  const world = createWorld();
  const { earlier, later } = await two(world);
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
  const { earlier, later } = await two(world);
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

test('what was merged into an incident goes with it into a third one', async () => {
  const world = createWorld();
  const { earlier, later } = await two(world);
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
  const { earlier, later } = await two(world);
  await world.alarm('launch', { ...refusals, kind: 'scaling' });
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
  await world.alarm('launch', { ...refusals, kind: 'scaling' });
  const [later] = await world.incidents();
  await world.act(later ?? earlier, { kind: 'merge', into: earlier.id });
  await world.ok('errors');
  await world.pass(3 * 60 * MINUTE);
  expect(await standingIn(world, earlier)).toEqual([]);
  expect((await stateOf(world, earlier)).status).toBe('resolved');
});

test('an incident that was over before it could be closed is not merged, and the timeline says so', async () => {
  const world = createWorld();
  const { earlier, later } = await two(world);
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
  const { earlier, later } = await two(world);
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
