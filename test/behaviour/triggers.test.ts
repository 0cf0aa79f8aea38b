import { expect, test } from 'vitest';
import { configured, createWorld, HOUR, MINUTE } from './world.ts';

const by = (reason: string) => (text: string) => text.endsWith(` ${reason}`);

test('a trigger that is replaced pages whom it names, and the others page as ever', async () => {
  const world = createWorld(configured('triggers: { became-sev1: [network, experts] }\n'));
  await world.alarm('all-down', { severity: 'SEV1', scenario: 'outage' });
  expect(world.pages()).toEqual(['0 primary opened', '0 network became-sev1', '0 devops became-sev1']);
  await world.pass(31 * MINUTE);
  expect(world.pages().filter(by('no-resolution'))).toEqual(['30 management no-resolution']);
  expect(world.pages()).toContain('30 commander not-restored');
});

test('`experts` are those of the incident’s scenario, as the team names them', async () => {
  const world = createWorld(
    configured('experts: { database: [external-support] }\ntriggers: { several-components: [experts] }\n'),
  );
  await world.alarm('cpu', { severity: 'SEV3', scenario: 'database', resource: 'writer' });
  await world.alarm('memory', { severity: 'SEV3', scenario: 'database', resource: 'reader' });
  expect(world.pages().filter(by('several-components'))).toEqual(['0 external-support several-components']);
});

test('an audience that a trigger names twice, once among the experts, is paged once', async () => {
  const world = createWorld(configured('triggers: { became-sev1: [devops, experts] }\n'));
  await world.alarm('errors', { severity: 'SEV1', scenario: 'generic' });
  expect(world.pages()).toEqual(['0 primary opened', '0 devops became-sev1']);
  expect((await world.incident()).escalation.paged).toEqual(['1/primary/primary', '1/became-sev1/devops']);
});

test('a trigger that is emptied pages nobody, not even the fallback audience, and the record says so', async () => {
  const world = createWorld(configured('triggers: { several-components: [] }\n'));
  await world.alarm('db-cpu', { severity: 'SEV3', resource: 'database' });
  await world.alarm('lb-errors', { severity: 'SEV3', resource: 'load-balancer' });
  expect(world.pages()).toEqual(['0 primary opened']);
  expect(await world.timeline(await world.incident())).toContainEqual(
    expect.objectContaining({
      kind: 'escalated',
      reason: 'several-components',
      text: 'Several components fail at once: the configuration names nobody for it',
    }),
  );
});

test('an emptied trigger of a clock runs once and holds nothing else back', async () => {
  const world = createWorld(configured('triggers: { not-restored: [], no-resolution: [] }\n'));
  await world.alarm('errors', { severity: 'SEV3' });
  await world.act(await world.incident(), 'acknowledge');
  await world.pass(2 * HOUR);
  expect(world.pages()).toEqual(['0 primary opened']);
  const reasons = (await world.timeline(await world.incident())).map(({ reason }) => reason);
  expect(reasons.filter((reason) => reason === 'no-resolution')).toHaveLength(1);
  expect(reasons.filter((reason) => reason === 'not-restored')).toHaveLength(1);
});

test('a trigger whose experts are nobody pages the fallback audience: only a written [] is silence', async () => {
  const world = createWorld(configured('experts: { generic: [] }\ntriggers: { not-restored: [experts] }\n'));
  await world.alarm('errors', { severity: 'SEV3' });
  await world.pass(31 * MINUTE);
  expect(world.pages().filter(by('not-restored'))).toEqual(['30 fallback not-restored']);
  expect((await world.timeline(await world.incident())).map(({ text }) => text)).toContain(
    'Nobody to page in experts (not-restored): the fallback audience is paged instead',
  );
});
