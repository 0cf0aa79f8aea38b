import { expect, test } from 'vitest';
import { openTwo, payments, standingIn, stateOf } from './two-incidents.ts';
import { createWorld, MINUTE, SECOND, transitionOf } from './world.ts';

test('a worse severity that stands rises and pages anew, acknowledged or not', async () => {
  const world = createWorld();
  const { earlier, later } = await openTwo(world, { earlier: 'SEV3', later: 'SEV1' });
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
  const { earlier, later } = await openTwo(world, { earlier: 'SEV3', later: 'SEV1' });
  await world.pass(SECOND);
  await world.ok('refusals', payments);
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
    const { earlier, later } = await openTwo(world);
    await world.act(earlier, 'acknowledge');
    await world.pass(minutes * MINUTE);
    await world.act(later, { kind: 'merge', into: earlier.id });
    expect((await stateOf(world, earlier)).episode.number).toBe(episode);
  }
});

test('what somebody has acknowledged there wakes nobody here', async () => {
  const world = createWorld();
  const { earlier, later } = await openTwo(world);
  await world.act(earlier, 'acknowledge');
  await world.act(later, 'acknowledge');
  await world.pass(20 * MINUTE);
  await world.act(later, { kind: 'merge', into: earlier.id });
  expect((await stateOf(world, earlier)).episode.number).toBe(1);
});

test('a failure under investigation takes a mitigation back', async () => {
  const world = createWorld();
  const { earlier, later } = await openTwo(world);
  await world.act(earlier, 'mitigate');
  await world.act(later, { kind: 'merge', into: earlier.id });
  expect((await stateOf(world, earlier)).status).toBe('investigating');
});

test('a failure that is mitigated there leaves a mitigation here', async () => {
  const world = createWorld();
  const { earlier, later } = await openTwo(world);
  await world.act(earlier, 'mitigate');
  await world.act(later, 'mitigate');
  await world.act(later, { kind: 'merge', into: earlier.id });
  expect((await stateOf(world, earlier)).status).toBe('mitigated');
});

test('a hold ends where something stands that is taken over', async () => {
  const world = createWorld();
  const { earlier, later } = await openTwo(world);
  await world.ok('errors');
  expect((await stateOf(world, earlier)).clearSinceMs).toBeDefined();
  await world.act(later, { kind: 'merge', into: earlier.id });
  await world.pass(30 * MINUTE);
  expect((await stateOf(world, earlier)).status).toBe('investigating');
});

test('what a person reopened while nothing stood goes on waiting for a person', async () => {
  const world = createWorld();
  const { earlier, later } = await openTwo(world);
  await world.pass(SECOND);
  await world.ok('refusals', payments);
  await world.act(later, 'resolve');
  await world.act(later, 'reopen');
  await world.ok('errors');
  await world.act(later, { kind: 'merge', into: earlier.id });
  await world.pass(60 * MINUTE);
  expect((await stateOf(world, earlier)).status).toBe('investigating');
});

test('its pages end, and who has heard of it hears where it goes on', async () => {
  const world = createWorld();
  const { earlier, later } = await openTwo(world);
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
  expect(JSON.parse(message?.texts.json ?? '{}')).toMatchObject({
    reason: 'merged',
    mergedInto: { incidentId: earlier.id },
  });
  await world.pass(60 * MINUTE);
  expect(ofLater()).toHaveLength(2);
});

test('who has heard of the later one hears of the resolution of the earlier one', async () => {
  const world = createWorld();
  const { earlier, later } = await openTwo(world);
  await world.act(later, { kind: 'escalate', audiences: ['database'] });
  await world.act(later, { kind: 'merge', into: earlier.id });
  await world.act(earlier, 'resolve');
  expect(world.messages('resolution')).toContain('1 database resolution resolved-by-person');
});

test('other programs hear that it was merged, and into which incident', async () => {
  const world = createWorld();
  const { earlier, later } = await openTwo(world);
  await world.act(later, { kind: 'merge', into: earlier.id });
  expect(world.bus.emitted.filter(({ type }) => type === 'incident.merged')).toMatchObject([
    { by: 'ada', reason: 'merged', incident: { id: later.id, status: 'closed', mergedInto: earlier.id } },
  ]);
});

test('a new alarm whose first try crashed before its decision pages where it has been merged into', async () => {
  const world = createWorld();
  const { earlier, later } = await openTwo(world);
  await world.act(earlier, 'acknowledge');
  await world.act(later, 'acknowledge');
  await world.pass(20 * MINUTE);
  const { shell } = world;
  const read = (id: string) =>
    id === later.id ? Promise.reject(new Error('crashed')) : shell.store.read(id);
  Reflect.set(world, 'shell', { ...shell, store: { ...shell.store, read } });
  const fresh = transitionOf('queue', world.now(), payments);
  expect(await world.send(fresh)).toMatchObject([{ kind: 'failed' }]);
  Reflect.set(world, 'shell', shell);
  expect(await standingIn(world, later)).toContain('queue');
  await world.act(later, { kind: 'merge', into: earlier.id });
  const paged = world.pages().length;
  expect(await world.send(fresh)).toMatchObject([{ kind: 'joined', incidentId: earlier.id }]);
  await world.send(fresh);
  expect(world.pages().slice(paged)).toEqual([expect.stringContaining('new-alarm-after-acknowledgement')]);
});

test('a copy of an alarm that an acknowledgement there covered pages nobody here', async () => {
  const world = createWorld();
  const { earlier, later } = await openTwo(world);
  await world.act(earlier, 'acknowledge');
  await world.pass(20 * MINUTE);
  await world.act(later, 'acknowledge');
  await world.pass(MINUTE);
  const covered = transitionOf('queue', world.now(), payments);
  await world.send(covered);
  await world.act(later, { kind: 'merge', into: earlier.id });
  const paged = world.pages().length;
  await world.send(covered);
  expect(world.pages().slice(paged)).toEqual([]);
});
