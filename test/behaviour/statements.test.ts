import { expect, test } from 'vitest';
import type { Statement } from '../../domain/incident/said.ts';
import { createWorld, MINUTE, type World } from './world.ts';

const state = async (world: World, statement: Statement) =>
  world.act(await world.incident(), 'say', { say: { statements: [statement] } });

const opened = async (severity = 'SEV3', scenario = 'generic'): Promise<World> => {
  const world = createWorld();
  await world.alarm('errors', { severity, scenario });
  await world.act(await world.incident(), 'acknowledge');
  return world;
};

test('a confirmed breach is SEV1 and pages security, the commander and management', async () => {
  const world = await opened('SEV3', 'security');
  await state(world, 'breach-confirmed');
  expect((await world.incident()).severity).toBe('SEV1');
  for (const audience of ['security', 'commander', 'management'])
    expect(world.pages().some((text) => text.startsWith(`0 ${audience} `))).toBe(true);
});

test('suspected data loss pages database, commander and management, once however often it is stated', async () => {
  const world = await opened();
  await state(world, 'data-loss-suspected');
  const pages = world.pages().length;
  await state(world, 'data-loss-suspected');
  expect(world.pages()).toHaveLength(pages);
  expect(world.pages()).toContain('0 database data-loss');
});

test('an unknown root cause pages secondary and experts at 15 minutes, unless it is named by then', async () => {
  const world = await opened('SEV3', 'database');
  await world.pass(3 * MINUTE);
  await state(world, 'root-cause-unknown');
  await world.pass(10 * MINUTE);
  expect(world.pages()).toHaveLength(1);
  await world.pass(3 * MINUTE);
  expect(world.pages().slice(1)).toEqual(['15 secondary unknown-cause', '15 database unknown-cause']);
  const named = await opened();
  await state(named, 'root-cause-unknown');
  await named.act(await named.incident(), 'say', { say: { facts: { rootCause: 'a full disk' } } });
  await named.pass(20 * MINUTE);
  expect(named.pages()).toHaveLength(1);
});

test('a database stated unavailable pages at 10 minutes', async () => {
  const world = await opened('SEV3', 'database');
  await state(world, 'database-unavailable');
  await world.pass(11 * MINUTE);
  expect(world.pages().slice(1)).toEqual([
    '10 database database-unavailable',
    '10 commander database-unavailable',
  ]);
});

test('a failed fix raises to SEV2; already there, the next rung; it never lowers', async () => {
  const world = await opened('SEV3');
  await state(world, 'fix-failed');
  expect((await world.incident()).severity).toBe('SEV2');
  const worse = await opened('SEV2');
  await state(worse, 'fix-failed');
  expect((await worse.incident()).severity).toBe('SEV2');
  expect(worse.pages().slice(1)).toEqual(['0 secondary escalated']);
});

test('a recovery estimate raises the severity and is no deadline', async () => {
  const world = await opened('SEV3');
  await state(world, 'recovery-over-4h');
  expect((await world.incident()).severity).toBe('SEV1');
});

test('a person’s mitigation stops "not restored", not "no resolution"', async () => {
  const world = await opened('SEV3', 'database');
  await world.act(await world.incident(), 'mitigate');
  await world.pass(31 * MINUTE);
  expect(world.pages().slice(1)).toEqual(['30 commander no-resolution', '30 management no-resolution']);
});

test('escalating by hand pages the next rung, or whom the person names', async () => {
  const world = await opened();
  await world.act(await world.incident(), 'escalate');
  await world.act(await world.incident(), { kind: 'escalate', audiences: ['network'] });
  expect(world.pages().slice(1)).toEqual(['0 secondary escalated', '0 network by-person']);
  expect(await world.act(await world.incident(), { kind: 'escalate', audiences: ['nobody'] })).toMatchObject({
    outcome: 'refused',
    reason: 'unknown-audience',
  });
});

test('two scaling failures page devops and the commander; a second copy of one does not', async () => {
  const world = createWorld();
  await world.alarm('group-launch', { kind: 'scaling', severity: 'SEV3', scenario: 'auto-scaling', at: 0 });
  await world.alarm('group-launch', { kind: 'scaling', severity: 'SEV3', scenario: 'auto-scaling', at: 0 });
  expect(world.pages()).toEqual(['0 primary opened']);
  await world.alarm('group-launch', {
    kind: 'scaling',
    severity: 'SEV3',
    scenario: 'auto-scaling',
    at: 1_000,
  });
  expect(world.pages().slice(1)).toEqual([
    '0 devops several-scaling-failures',
    '0 commander several-scaling-failures',
  ]);
});
