import { expect, test } from 'vitest';
import { createWorld, MINUTE, START, transitionOf } from './world.ts';

test('clear for 5 minutes mitigates, 10 more resolve, and everybody paged hears of it', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  await world.pass(1 * MINUTE);
  await world.ok('errors');
  await world.pass(5 * MINUTE);
  expect(await world.incident()).toMatchObject({
    status: 'mitigated',
    mitigatedBy: 'tocsin',
    mitigatedReason: 'signals-clear',
  });
  await world.pass(10 * MINUTE);
  const incident = await world.incident();
  expect(incident).toMatchObject({ status: 'resolved', resolvedBy: 'tocsin' });
  expect(world.messages('resolution').map((text) => text.split(' ')[1])).toContain('primary');
});

test('SEV1 and security stay mitigated until a person resolves', async () => {
  const world = createWorld();
  await world.alarm('down', { severity: 'SEV1' });
  await world.act(await world.incident(), 'acknowledge');
  await world.ok('down', { at: 1 });
  await world.pass(60 * MINUTE);
  expect((await world.incident()).status).toBe('mitigated');
  const answer = await world.act(await world.incident(), 'resolve');
  expect(answer).toMatchObject({ outcome: 'done', incident: { status: 'resolved', resolvedBy: 'ada' } });
});

test('an ALARM during the hold takes the clearing back; one after the mitigation takes it back to investigating', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  await world.act(await world.incident(), 'acknowledge');
  await world.pass(1 * MINUTE);
  await world.ok('errors');
  await world.pass(4 * MINUTE);
  await world.alarm('errors', { severity: 'SEV3' });
  await world.pass(10 * MINUTE);
  expect((await world.incident()).status).toBe('investigating');
  await world.ok('errors');
  await world.pass(6 * MINUTE);
  expect((await world.incident()).status).toBe('mitigated');
  await world.alarm('errors', { severity: 'SEV3' });
  expect(await world.incident()).toMatchObject({ status: 'investigating', flaps: 2 });
});

test('an alarm within the reopen window reopens the incident and pages; later it opens the next', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  await world.ok('errors', { at: 1 });
  await world.pass(16 * MINUTE);
  expect((await world.incident()).status).toBe('resolved');
  await world.alarm('errors', { severity: 'SEV3' });
  expect(await world.incident()).toMatchObject({
    status: 'investigating',
    episode: { number: 2, reason: 'reopened' },
  });
  expect(world.pages().at(-1)).toBe('16 primary reopened');
  await world.ok('errors', { at: 16 * MINUTE + 1 });
  await world.pass(60 * MINUTE);
  await world.alarm('errors', { severity: 'SEV3' });
  const all = await world.incidents();
  expect(all.map(({ generation, status, sealed }) => [generation, status, sealed])).toEqual([
    [2, 'investigating', undefined],
    [1, 'resolved', 'superseded'],
  ]);
});

test('a deleted alarm clears as if it had said OK', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  await world.send(transitionOf('errors', START + 5, { state: 'OK', more: { deleted: true } }));
  await world.pass(6 * MINUTE);
  expect((await world.incident()).status).toBe('mitigated');
});

test('a finding never says OK: it expires by the time of its class', async () => {
  const world = createWorld();
  await world.alarm('launch-failed', { severity: 'SEV3', kind: 'scaling' });
  await world.act(await world.incident(), 'acknowledge');
  await world.pass(30 * MINUTE);
  expect((await world.incident()).status).toBe('investigating');
  await world.pass(60 * MINUTE);
  expect((await world.incident()).status).toBe('resolved');
});
