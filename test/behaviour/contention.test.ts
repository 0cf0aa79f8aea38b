import { expect, test } from 'vitest';
import { createWorld, type World } from './world.ts';

/** Others are always first, `times` times; each pause is noted by the number of tries before it. */
const contended = (world: World, times: number) => {
  const pauses: number[] = [];
  let left = times;
  const { store } = world.shell;
  world.shell = {
    ...world.shell,
    pause: async (tries) => void pauses.push(tries),
    store: {
      ...store,
      commit: (before, after) => (left-- > 0 ? Promise.resolve(false) : store.commit(before, after)),
    },
  };
  return pauses;
};

test('who meets others tries again, with a pause before each further try', async () => {
  const world = createWorld();
  await world.alarm('errors');
  const pauses = contended(world, 3);
  const answer = await world.act(await world.incident(), 'acknowledge');
  expect(answer.outcome).toBe('done');
  expect(pauses).toEqual([1, 2, 3]);
});

test('a person who meets others twenty times is told so, and nothing has changed', async () => {
  const world = createWorld();
  await world.alarm('errors');
  const before = await world.incident();
  const pauses = contended(world, 1_000);
  expect(await world.act(before, 'acknowledge')).toMatchObject({
    outcome: 'refused',
    reason: 'too-much-contention',
  });
  expect(pauses).toHaveLength(19);
  expect(await world.incident()).toEqual(before);
});

test('an alarm that meets others twenty times fails, so that its message comes again', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  const pauses = contended(world, 1_000);
  expect(await world.alarm('worse', { severity: 'SEV1' })).toMatchObject({ kind: 'failed' });
  expect(pauses).toHaveLength(19);
});
