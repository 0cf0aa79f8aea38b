import { expect, test } from 'vitest';
import { settle } from '../../../protocol/intake/settle.ts';
import { createWorld, START } from '../../behaviour/world.ts';

/** An open incident in which nothing stands, and no hold has begun. */
const standingless = async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  const incident = await world.incident();
  const stood = await world.shell.store.standing(incident.id, 1);
  world.records.signalsOf(incident.id).clear();
  return { world, id: incident.id, stood };
};

test('where nothing stands the hold begins, once', async () => {
  const { world, id } = await standingless();
  expect(await settle(world.shell, id)).toEqual([]);
  const held = await world.incident();
  expect(held.clearSinceMs).toBe(START);
  expect(held.outbox).toEqual({});
  await settle(world.shell, id);
  expect(await world.incident()).toEqual(held);
});

test('where something stands, or there is no incident, nothing begins', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  const before = await world.incident();
  await settle(world.shell, before.id);
  expect(await world.incident()).toEqual(before);
  expect(await settle(world.shell, 'none-1')).toEqual([]);
});

test('what joins between the two looks keeps the hold from beginning', async () => {
  const { world, id, stood } = await standingless();
  const { store } = world.shell;
  let looks = 0;
  const standing: typeof store.standing = async () => {
    looks += 1;
    return looks === 1 ? [] : stood;
  };
  await settle({ ...world.shell, store: { ...store, standing } }, id);
  expect(looks).toBe(2);
  expect((await world.incident()).clearSinceMs).toBeUndefined();
});

test('who meets others looks again', async () => {
  const { world, id } = await standingless();
  const { store } = world.shell;
  let refusals = 2;
  const commit: typeof store.commit = async (...given) => (refusals-- > 0 ? false : store.commit(...given));
  await settle({ ...world.shell, store: { ...store, commit } }, id);
  expect((await world.incident()).clearSinceMs).toBe(START);
});
