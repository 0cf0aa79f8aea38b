import { expect, test } from 'vitest';
import { createWorld, MINUTE, START, transitionOf } from '../behaviour/world.ts';
import { invoke } from './fault.ts';
import { delivers } from './scenario.ts';

/** What the proof by faults has found, each by the shortest way to it. */

test('a new alarm long after the acknowledgement pages although its first try crashed half way (I3)', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  await world.act(await world.incident(), 'acknowledge');
  await world.pass(20 * MINUTE);
  const late = delivers(transitionOf('latency', START + 20 * MINUTE, { severity: 'SEV3' }));
  const crashed = await invoke(world.shell, (shell) => late(world, shell), { call: 2, way: 'crash-after' });
  expect(crashed).toMatchObject({
    ended: 'gone',
    calls: ['store.readHeads', 'store.putAlarm', 'store.putSignal'],
  });
  await late(world, world.shell);
  expect((await world.incident()).episode).toMatchObject({
    number: 2,
    reason: 'new-alarm-after-acknowledgement',
  });
  expect(world.pages().at(-1)).toBe('20 primary opened');
});

test('a late copy of an alarm that the acknowledgement covers pages nobody (I7)', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  await world.act(await world.incident(), 'acknowledge');
  await world.pass(20 * MINUTE);
  await world.alarm('errors', { severity: 'SEV3', at: 0 });
  expect((await world.incident()).episode.number).toBe(1);
});
