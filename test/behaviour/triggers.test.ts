import { expect, test } from 'vitest';
import { configured, createWorld } from './world.ts';

test('a trigger pages whom the configuration names for it', async () => {
  const world = createWorld(configured('triggers:\n  became-sev1: [management, experts]\n'));
  await world.alarm('errors', { severity: 'SEV1', scenario: 'database' });
  expect(world.pages().sort()).toEqual([
    '0 database became-sev1',
    '0 management became-sev1',
    '0 primary opened',
  ]);
});

test('a trigger for which nobody is named pages nobody, not the fallback, and the record says so', async () => {
  const world = createWorld(configured('triggers:\n  several-components: []\n'));
  await world.alarm('errors', { severity: 'SEV3', resource: 'a' });
  await world.alarm('latency', { severity: 'SEV3', resource: 'b' });
  expect(world.pages()).toEqual(['0 primary opened']);
  const entries = await world.timeline(await world.incident());
  expect(entries.filter(({ reason }) => reason === 'several-components').map(({ text }) => text)).toEqual([
    'Several components fail at once: the configuration names nobody for it',
  ]);
});
