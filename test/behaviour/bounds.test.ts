import { expect, test } from 'vitest';
import { MAX_COMPONENTS } from '../../domain/incident/incident.ts';
import { createWorld, HOUR, START, transitionOf } from './world.ts';

/** docs/architecture.md, Data: the state item's target. */
const TARGET_BYTES = 4_096;

test('the state stays bounded however many alarms join, whatever their components (I9)', async () => {
  const world = createWorld();
  for (let batch = 0; batch < 200; batch++) {
    const alarms = Array.from({ length: 10 }, (_, n) =>
      transitionOf(`alarm-${batch}-${n}`, START + batch, { resource: `part-${batch}-${n}` }),
    );
    await world.send(...alarms);
  }
  const incident = await world.incident();
  expect(incident.components).toHaveLength(MAX_COMPONENTS);
  expect(JSON.stringify(incident).length).toBeLessThan(TARGET_BYTES);
  expect(incident.version).toBeLessThan(MAX_COMPONENTS + 5);
});

test('the state stays bounded over a day of paging that nobody answers (I9)', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV1', scenario: 'outage' });
  await world.pass(24 * HOUR);
  expect(JSON.stringify(await world.incident()).length).toBeLessThan(TARGET_BYTES);
});

test('a storm of one service pages each audience once per rung (I7)', async () => {
  const world = createWorld();
  for (let batch = 0; batch < 50; batch++)
    await world.send(
      ...Array.from({ length: 10 }, (_, n) =>
        transitionOf(`alarm-${batch}-${n}`, START + batch, { severity: 'SEV3' }),
      ),
    );
  expect(world.pages().filter((text) => text.endsWith('opened'))).toEqual(['0 primary opened']);
});
