import { expect, test } from 'vitest';
import { createWorld, MINUTE } from './world.ts';

test('an hour in which nothing is due leaves no log line and no count', async () => {
  const world = createWorld();
  await world.pass(60 * MINUTE);
  expect(world.journal.notes).toEqual([]);
});

test('a sweep that finds something due says what it did', async () => {
  const world = createWorld();
  world.timersArrive = false;
  await world.alarm('errors', { severity: 'SEV2' });
  await world.pass(7 * MINUTE);
  expect(world.journal.notes).toContainEqual({
    level: 'info',
    reason: 'swept',
    fields: { looked: 1, acted: 1, failed: 0, unfinished: false },
  });
});
