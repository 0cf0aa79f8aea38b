import { expect, test } from 'vitest';
import { createWorld, MINUTE } from './world.ts';

test('SEV1 pages the commander and management at once', async () => {
  const world = createWorld();
  await world.alarm('all-down', { severity: 'SEV1', scenario: 'outage' });
  expect(world.pages()).toEqual(['0 primary opened', '0 commander became-sev1', '0 management became-sev1']);
});

test('a security incident pages the security team at opening and never merges with availability', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  await world.alarm('intrusion', { severity: 'SEV2', scenario: 'security' });
  expect(await world.incidents()).toHaveLength(2);
  expect(world.pages()).toContain('0 security security-incident');
});

test('a severity that rises pages anew; a lower alarm changes nothing (I11)', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  await world.act(await world.incident(), 'acknowledge');
  await world.pass(1 * MINUTE);
  await world.alarm('worse', { severity: 'SEV1' });
  expect(world.pages().slice(1)).toEqual([
    '1 primary severity-risen',
    '1 commander became-sev1',
    '1 management became-sev1',
  ]);
  await world.alarm('minor', { severity: 'SEV4' });
  const incident = await world.incident();
  expect(incident).toMatchObject({ severity: 'SEV1', episode: { number: 2 } });
  expect(incident.episode.acknowledgedAtMs).toBeUndefined();
});

test('the clock of the resolution goes on when the severity rises', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  await world.pass(20 * MINUTE);
  await world.alarm('worse', { severity: 'SEV2' });
  await world.pass(11 * MINUTE);
  expect(world.pages()).toContain('30 commander not-restored');
});

test('downgrading is a person’s act, and pages nobody', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV2' });
  const before = world.pages().length;
  const answer = await world.act(await world.incident(), { kind: 'set-severity', severity: 'SEV4' });
  expect(answer).toMatchObject({ outcome: 'done', incident: { severity: 'SEV4' } });
  expect(world.pages()).toHaveLength(before);
});

test('several components at once page the commander and devops, once', async () => {
  const world = createWorld();
  await world.alarm('db-cpu', { severity: 'SEV3', resource: 'database' });
  await world.alarm('lb-errors', { severity: 'SEV3', resource: 'load-balancer' });
  await world.alarm('queue', { severity: 'SEV3', resource: 'queue' });
  expect(world.pages().filter((text) => text.includes('several-components'))).toEqual([
    '0 commander several-components',
    '0 devops several-components',
  ]);
});
