import { expect, test } from 'vitest';
import { configured, createWorld, MINUTE, START, type World } from './world.ts';

/** Resolves by itself: cleared, five minutes of hold, ten more. */
const resolveByClearing = async (world: World): Promise<void> => {
  await world.ok('errors');
  await world.pass(15 * MINUTE);
  expect((await world.incident()).status).toBe('resolved');
};

test('what comes back by itself counts each time', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  await world.pass(MINUTE);
  expect((await world.incident()).flaps).toBe(0);
  for (const times of [1, 2, 3]) {
    await resolveByClearing(world);
    await world.pass(MINUTE);
    await world.alarm('errors', { severity: 'SEV3' });
    expect((await world.incident()).flaps).toBe(times);
    await world.pass(MINUTE);
  }
});

test('what comes back by itself pages no sooner than the damping after its last episode began', async () => {
  const world = createWorld(configured('clocks: { episodeDamping: 20m }\n'));
  await world.alarm('errors', { severity: 'SEV3' });
  await world.act(await world.incident(), 'acknowledge');
  await world.pass(MINUTE);
  await resolveByClearing(world);
  await world.alarm('errors', { severity: 'SEV3' });
  expect(world.pages()).toEqual(['0 primary opened']);
  await world.pass(10 * MINUTE);
  // 20 minutes after the first episode began, which is four after the alarm came back.
  expect(world.pages()).toEqual(['0 primary opened', '20 primary reopened', '25 secondary no-response']);
});

test('after the damping has passed it pages at once', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  await world.act(await world.incident(), 'acknowledge');
  await world.pass(5 * MINUTE);
  await resolveByClearing(world);
  await world.alarm('errors', { severity: 'SEV3' });
  expect(world.pages()).toEqual(['0 primary opened', '20 primary reopened']);
});

test('what a person resolved too early pages at once, undamped, with its reason', async () => {
  const world = createWorld(configured('clocks: { episodeDamping: 4h }\n'));
  await world.alarm('errors', { severity: 'SEV3' });
  await world.act(await world.incident(), 'resolve');
  await world.pass(16 * MINUTE);
  const incident = await world.incident();
  expect(incident).toMatchObject({ status: 'investigating', episode: { reason: 'reopened' }, flaps: 1 });
  expect(incident.resolvedAtMs).toBeUndefined();
  expect(incident.resolvedBy).toBeUndefined();
  expect(world.pages().at(-1)).toBe('15 primary reopened');
  const reopened = (await world.timeline(incident)).find(({ kind }) => kind === 'reopened');
  expect(reopened).toMatchObject({ reason: 'resolved-while-alarming', text: 'Reopened: errors' });
});

test('updates start over with a reopening', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  await world.pass(6 * MINUTE);
  await world.act(await world.incident(), 'resolve');
  await world.pass(2 * MINUTE);
  await world.act(await world.incident(), 'reopen');
  expect((await world.incident()).updates.nextAtMs).toBe(START + 23 * MINUTE);
});
