import { expect, test } from 'vitest';
import { configured, createWorld, HOUR, MINUTE, type World } from './world.ts';

const acknowledged = async (): Promise<World> => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  await world.act(await world.incident(), 'acknowledge');
  await world.pass(2 * MINUTE);
  return world;
};

test('whom a person pages after an acknowledgement has five minutes to answer, then the next rung is paged', async () => {
  const world = await acknowledged();
  await world.act(await world.incident(), { kind: 'escalate', audiences: ['database'] });
  await world.pass(11 * MINUTE);
  expect(world.pages().slice(1)).toEqual([
    '2 database by-person',
    '7 secondary no-response',
    '12 secondary repeat',
    '12 fallback repeat',
  ]);
});

test('the next rung, paged by hand after an acknowledgement, has its time, too', async () => {
  const world = await acknowledged();
  await world.act(await world.incident(), 'escalate');
  await world.pass(6 * MINUTE);
  expect(world.pages().slice(1)).toEqual([
    '2 secondary escalated',
    '7 secondary repeat',
    '7 fallback repeat',
  ]);
});

test('an answer ends it', async () => {
  const world = await acknowledged();
  await world.act(await world.incident(), { kind: 'escalate', audiences: ['database'] });
  await world.pass(1 * MINUTE);
  await world.act(await world.incident(), 'acknowledge', { by: 'grace' });
  await world.pass(20 * MINUTE);
  expect(world.pages().slice(1)).toEqual(['2 database by-person']);
  expect((await world.incident()).episode).toMatchObject({ number: 2, acknowledgedBy: 'grace' });
});

test('without an acknowledgement the rungs go on as they were', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  await world.pass(2 * MINUTE);
  await world.act(await world.incident(), { kind: 'escalate', audiences: ['database'] });
  await world.pass(4 * MINUTE);
  expect(world.pages()).toEqual(['0 primary opened', '2 database by-person', '5 secondary no-response']);
  expect((await world.incident()).episode.number).toBe(1);
});

test('a fix that failed after an acknowledgement pages the next rung, which has its time', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV2' });
  await world.act(await world.incident(), 'acknowledge');
  await world.act(await world.incident(), 'say', { say: { statements: ['fix-failed'] } });
  await world.pass(6 * MINUTE);
  expect(world.pages()).toEqual([
    '0 primary opened',
    '0 secondary escalated',
    '5 secondary repeat',
    '5 fallback repeat',
  ]);
});

test('ten times an hour at most: the refusal says when it is possible again', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  const escalate = async () =>
    world.act(await world.incident(), { kind: 'escalate', audiences: ['database'] });
  for (let n = 0; n < 10; n++) expect((await escalate()).outcome).toBe('done');
  const pages = world.pages().length;
  expect(await escalate()).toMatchObject({
    outcome: 'refused',
    reason: 'escalated-too-often',
    text: 'Escalated 10 times within an hour: wait until 04:00Z, or call people directly',
  });
  expect(world.pages()).toHaveLength(pages);
  await world.pass(HOUR);
  expect((await escalate()).outcome).toBe('done');
});

test('the first rung, paged since nobody answered who was paged by hand, ends with an acknowledgement (I5)', async () => {
  const world = createWorld(
    configured(`policies:
  calm:
    quietHours: { from: "22:00", to: "03:02", timeZone: UTC }
    rungs: [{ id: primary, page: [primary] }]
policyBySeverity: { SEV3: calm }
`),
  );
  await world.alarm('errors', { severity: 'SEV3' });
  await world.act(await world.incident(), 'acknowledge');
  await world.act(await world.incident(), { kind: 'escalate', audiences: ['database'] });
  await world.pass(4 * MINUTE);
  world.publisher.answers.push({ outcome: 'retry-later', reason: 'Throttled' });
  await world.pass(1 * MINUTE);
  await world.act(await world.incident(), 'acknowledge');
  await world.pass(10 * MINUTE);
  expect(world.pages()).toEqual(['0 database by-person']);
});

test('however often a person escalates, the record stays small (I9)', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  for (let n = 0; n < 30; n++) {
    const audiences = ['database', 'network', 'devops', 'security'];
    await world.act(await world.incident(), { kind: 'escalate', audiences });
    await world.pass(7 * MINUTE);
  }
  expect((await world.incident()).escalation.paged.length).toBeLessThan(15);
});
