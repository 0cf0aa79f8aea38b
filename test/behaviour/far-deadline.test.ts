import { expect, test } from 'vitest';
import { createWorld, HOUR, MINUTE } from './world.ts';

test('what waits for days keeps no message hopping: the sweep settles it within two minutes (I4)', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  await world.pass(MINUTE);
  await world.ok('errors');
  await world.act(await world.incident(), 'resolve');
  await world.pass(4 * HOUR);
  expect(world.timers.waiting).toEqual([]);
  await world.pass(20 * HOUR + 2 * MINUTE);
  const { milestones } = await world.incident();
  expect(milestones).toMatchObject({ 'stability-verified': 'missed', 'post-mortem': 'missed' });
  expect(world.timers.waiting).toEqual([]);
});
