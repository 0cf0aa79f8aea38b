import { expect, test } from 'vitest';
import { configured, createWorld, MINUTE } from './world.ts';

const quiet = configured(`policies:
  calm:
    quietHours: { from: "22:00", to: "03:30", timeZone: UTC }
    rungs:
      - { id: primary, page: [primary] }
policyBySeverity: { SEV4: calm }
`);

test('in quiet hours the page of a low severity waits until they end, and the record says so', async () => {
  const world = createWorld(quiet);
  await world.alarm('errors', { severity: 'SEV4' });
  expect(world.pages()).toEqual([]);
  expect((await world.timeline(await world.incident())).map(({ reason }) => reason)).toContain('quiet-hours');
  await world.pass(31 * MINUTE);
  expect(world.pages()[0]).toBe('30 primary opened');
});

test('a severity that rises in quiet hours pages at once', async () => {
  const world = createWorld(quiet);
  await world.alarm('errors', { severity: 'SEV4' });
  await world.alarm('worse', { severity: 'SEV2' });
  expect(world.pages()).toEqual(['0 primary severity-risen']);
});
