import { expect, test } from 'vitest';
import { createRandom } from '../simulation/random.ts';
import { mutateMessage } from './mutate-message.ts';
import { takeMutations } from './take-mutations.ts';

const COUNT = 2_000;

test('no mutated message is lost, nor a good alarm in the same batch (I1)', async () => {
  const taken = await takeMutations(1, COUNT);
  expect(taken).not.toHaveProperty('what');
  if ('what' in taken) return;
  const { messages, signals, ignored, setAside } = taken;
  expect(messages).toBe(COUNT);
  expect(signals + ignored + setAside).toBe(COUNT);
  // The mutations are neither so gentle nor so rough that one of the three ways is not gone.
  expect(Math.min(signals, ignored, setAside)).toBeGreaterThan(COUNT / 50);
});

test('the same seed makes the same message again', () => {
  const sample = '{"detail-type":"x","detail":{"alarmName":"a","state":{"value":"ALARM"}}}';
  const make = (seed: number) => mutateMessage([sample], createRandom(seed));
  const seeds = Array.from({ length: 50 }, (_, seed) => seed);
  expect(seeds.map(make)).toEqual(seeds.map(make));
  expect(new Set(seeds.map(make)).size).toBeGreaterThan(40);
});
