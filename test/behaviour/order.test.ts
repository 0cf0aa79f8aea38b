import { expect, test } from 'vitest';
import { configured, createWorld, MINUTE, START, transitionOf } from './world.ts';

test('a repeated alarm pages once (I7)', async () => {
  const world = createWorld();
  const alarm = transitionOf('errors', START);
  await world.send(alarm);
  await world.send(alarm, alarm);
  expect(world.pages()).toEqual(['0 primary opened']);
  expect((await world.queries.signals((await world.incident()).id, 10)).signals).toHaveLength(1);
});

test('an ALARM that arrives after its own OK is stale and recorded so (I1, I6)', async () => {
  const world = createWorld();
  await world.ok('errors', { at: 1_000 });
  expect(await world.alarm('errors', { at: 0 })).toEqual({ kind: 'ignored', reason: 'stale' });
  expect(await world.incidents()).toEqual([]);
});

test('INSUFFICIENT_DATA neither opens nor clears by default, whatever the order of arrival', async () => {
  const world = createWorld();
  expect(await world.alarm('errors', { state: 'INSUFFICIENT_DATA', at: 500 })).toMatchObject({
    reason: 'insufficient-data-holds',
  });
  await world.alarm('errors', { at: 0 });
  expect((await world.incident()).status).toBe('investigating');
  await world.alarm('errors', { state: 'INSUFFICIENT_DATA', at: 900 });
  await world.pass(10 * MINUTE);
  expect((await world.incident()).status).toBe('investigating');
});

test('INSUFFICIENT_DATA opens an incident where the configuration says so', async () => {
  const world = createWorld(configured('insufficientData: open\n'));
  expect(await world.alarm('errors', { state: 'INSUFFICIENT_DATA' })).toMatchObject({ kind: 'opened' });
});

test('a suppressed ALARM pages nobody; the unsuppressed one at the same time does', async () => {
  const world = createWorld();
  expect(await world.alarm('composite', { more: { suppressedBy: 'WaitPeriod' } })).toMatchObject({
    reason: 'suppressed-without-incident',
  });
  expect(world.pages()).toEqual([]);
  expect(await world.alarm('composite')).toMatchObject({ kind: 'opened' });
  expect(await world.alarm('composite', { more: { suppressedBy: 'WaitPeriod' } })).toMatchObject({
    reason: 'stale',
  });
});

test('a muted alarm that still stands when its window ends pages then', async () => {
  const world = createWorld();
  const untilMs = START + 20 * MINUTE;
  expect(await world.alarm('errors', { more: { muted: { by: 'rule', untilMs } } })).toMatchObject({
    reason: 'muted-without-incident',
  });
  await world.pass(19 * MINUTE);
  expect(world.pages()).toEqual([]);
  await world.pass(2 * MINUTE);
  expect(world.pages()).toHaveLength(1);
});

test('a muted alarm that went OK within its window never pages', async () => {
  const world = createWorld();
  await world.alarm('errors', { more: { muted: { by: 'rule', untilMs: START + 20 * MINUTE } } });
  await world.ok('errors', { at: 5 * MINUTE });
  await world.pass(30 * MINUTE);
  expect(await world.incidents()).toEqual([]);
});

test('an OK follows its alarm although the configuration now says otherwise', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3', service: 'checkout' });
  await world.ok('errors', { service: 'payments', at: 5 });
  await world.pass(6 * MINUTE);
  expect((await world.incident()).status).toBe('mitigated');
});

test('an alarm that stands in an open incident stays there, whatever it would be classified as now', async () => {
  const world = createWorld();
  await world.alarm('errors', { service: 'checkout' });
  expect(await world.alarm('errors', { service: 'payments', at: 5 })).toMatchObject({ kind: 'joined' });
  expect(await world.incidents()).toHaveLength(1);
});

test('a batch of one service is one incident and one page, however many alarms it has (I7)', async () => {
  const world = createWorld();
  const results = await world.send(
    ...Array.from({ length: 10 }, (_, n) => transitionOf(`alarm-${n}`, START + n)),
  );
  expect(new Set(results.map((result) => result.kind))).toEqual(new Set(['opened']));
  expect(world.pages()).toEqual(['0 primary opened']);
});
