import { expect, test } from 'vitest';
import { configured, createWorld, MINUTE } from './world.ts';

/** A configuration that the code cannot decide on: it does not say who receives updates. */
const broken = () => {
  const { updateAudiences: _, ...rest } = configured();
  return { ...rest, updateAudiences: {} };
};

test('a decision that keeps failing backs off, pages the fallback at the third time, and holds up no neighbour', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3', service: 'checkout' });
  await world.alarm('slow', { severity: 'SEV3', service: 'search' });
  const [search, checkout] = await world.incidents();
  for (const incident of [search, checkout]) if (incident) await world.act(incident, 'acknowledge');
  await world.pass(10 * MINUTE);
  const sound = world.shell;
  world.shell = { ...sound, configuration: JSON.parse(JSON.stringify(broken())) };
  await world.pass(7 * MINUTE);
  expect(world.pages().filter((text) => text.endsWith('decision-failed'))).toHaveLength(2);
  world.shell = sound;
  await world.pass(15 * MINUTE);
  expect(world.messages('update').length).toBeGreaterThan(0);
  expect(world.pages().filter((text) => text.endsWith('commander not-restored'))).toHaveLength(2);
});

test('rungs whose signals cannot be looked at page the fallback, not nobody (I4)', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV2' });
  const { store } = world.shell;
  const standing = async () => {
    throw new Error('ProvisionedThroughputExceeded');
  };
  Reflect.set(world.shell, 'store', { ...store, standing });
  world.timersArrive = false;
  await world.pass(9 * MINUTE);
  expect(world.pages().slice(1)).toEqual(['7 fallback decision-failed']);
  Reflect.set(world.shell, 'store', store);
  await world.pass(2 * MINUTE);
  expect(world.pages().some((text) => text.endsWith('secondary no-response'))).toBe(true);
});
