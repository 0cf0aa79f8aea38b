import { expect, test } from 'vitest';
import { createWorld, HOUR, MINUTE, type World } from './world.ts';

/** Resolved, nothing stands, and a person says that it is not over. */
const reopenedOver = async (world: World) => {
  await world.alarm('errors', { severity: 'SEV3' });
  await world.ok('errors', { at: 1 });
  await world.pass(20 * MINUTE);
  expect((await world.incident()).status).toBe('resolved');
  await world.act(await world.incident(), 'reopen', { note: 'Customers still call.' });
};

test('what a person reopened while nothing stood waits for a person, and pages until one acknowledges', async () => {
  const world = createWorld();
  await reopenedOver(world);
  await world.pass(6 * MINUTE);
  expect(world.pages().slice(1)).toEqual(['20 primary reopened', '25 secondary no-response']);
  await world.act(await world.incident(), 'acknowledge');
  await world.pass(6 * HOUR);
  expect((await world.incident()).status).toBe('investigating');
  expect(await world.act(await world.incident(), 'resolve')).toMatchObject({
    outcome: 'done',
    incident: { status: 'resolved', resolvedBy: 'ada' },
  });
  expect((await world.incident()).keptOpenSinceMs).toBeUndefined();
});

test('after a signal has stood since, and cleared, it resolves by itself', async () => {
  const world = createWorld();
  await reopenedOver(world);
  await world.act(await world.incident(), 'acknowledge');
  await world.pass(1 * HOUR);
  await world.alarm('errors', { severity: 'SEV3' });
  await world.pass(1 * MINUTE);
  await world.ok('errors');
  await world.pass(20 * MINUTE);
  expect(await world.incident()).toMatchObject({ status: 'resolved', resolvedBy: 'tocsin' });
});

test('reopened while an alarm stands, it resolves by itself when that clears', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  await world.act(await world.incident(), 'resolve');
  await world.act(await world.incident(), 'reopen');
  await world.pass(1 * MINUTE);
  await world.ok('errors');
  await world.pass(20 * MINUTE);
  expect(await world.incident()).toMatchObject({ status: 'resolved', resolvedBy: 'tocsin' });
});

test('a late OK does not end what a person reopened', async () => {
  const world = createWorld();
  await reopenedOver(world);
  await world.ok('errors', { at: 30 * MINUTE });
  await world.ok('never-seen', { at: 30 * MINUTE });
  await world.pass(2 * HOUR);
  expect((await world.incident()).status).toBe('investigating');
});

test('a redelivered report that a person’s resolution ended does not let the reopened incident end by itself', async () => {
  const world = createWorld();
  const launch = { severity: 'SEV3', kind: 'scaling', at: 0 } as const;
  await world.alarm('launch-failed', launch);
  await world.pass(MINUTE);
  await world.act(await world.incident(), 'resolve');
  await world.act(await world.incident(), 'reopen');
  await world.alarm('launch-failed', launch);
  await world.act(await world.incident(), 'acknowledge');
  await world.pass(6 * HOUR);
  expect((await world.incident()).status).toBe('investigating');
});
