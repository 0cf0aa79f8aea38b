import { expect, test } from 'vitest';
import { createWorld, HOUR, MINUTE } from './world.ts';

test('what waits for days keeps no message hopping: the sweep settles it within two minutes (I4)', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  await world.ok('errors');
  await world.act(await world.incident(), 'resolve');
  await world.pass(2 * HOUR + MINUTE);
  expect(world.timers.waiting).toEqual([]);
  await world.pass(22 * HOUR + MINUTE);
  const { milestones } = await world.incident();
  expect(milestones).toMatchObject({ 'stability-verified': 'missed', 'post-mortem': 'missed' });
  expect(world.timers.waiting).toEqual([]);
});
