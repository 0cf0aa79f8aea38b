import { expect, test } from 'vitest';
import { milestoneClock } from '../../../domain/clocks/milestone-clock.ts';
import { milestonesOf } from '../../../domain/clocks/milestones.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import { type MilestoneName, milestoneNames } from '../../../domain/incident/milestone.ts';
import { configured, createWorld, HOUR, MINUTE, START } from '../../behaviour/world.ts';

const configuration = configured();

const incidentWith = async (changes: Partial<Incident>): Promise<Incident> => {
  const world = createWorld(configuration);
  await world.alarm('errors', { severity: 'SEV3' });
  return { ...(await world.incident()), milestones: {}, ...changes };
};

const milestone = async (name: MilestoneName, changes: Partial<Incident>) =>
  milestonesOf(await incidentWith(changes), configuration.clocks, START + HOUR).find(
    (one) => one.name === name,
  );

test('reached at its very moment it is met, a millisecond later missed, and it says when', async () => {
  const dueMs = START + 5 * MINUTE;
  expect(await milestone('acknowledged', { firstAcknowledgedAtMs: dueMs })).toEqual({
    name: 'acknowledged',
    dueAtMs: dueMs,
    atMs: dueMs,
    outcome: 'met',
  });
  expect(await milestone('acknowledged', { firstAcknowledgedAtMs: dueMs + 1 })).toMatchObject({
    outcome: 'missed',
  });
});

test('one that was not reached has no time', async () => {
  expect(await milestone('acknowledged', {})).not.toHaveProperty('atMs');
});

test('telling stakeholders may be two minutes late, as any timer may', async () => {
  const lateMs = START + 32 * MINUTE;
  const told = (stakeholdersToldAtMs: number) => milestone('stakeholders-told', { stakeholdersToldAtMs });
  expect(await told(lateMs)).toMatchObject({ outcome: 'met', dueAtMs: START + 30 * MINUTE });
  expect(await told(lateMs + 1)).toMatchObject({ outcome: 'missed' });
});

test('resolved before the page that quiet hours held back, nobody has missed what needs one', async () => {
  const ended = { resolvedAtMs: START + MINUTE };
  expect(await milestone('acknowledged', { ...ended, responseFromMs: START + MINUTE + 1 })).toBeUndefined();
  expect(await milestone('acknowledged', { ...ended, responseFromMs: START + MINUTE })).toBeDefined();
});

test('once all are settled, or somebody has closed the incident, nothing is waited for', async () => {
  const dueAtMs = async (changes: Partial<Incident>) =>
    milestoneClock.dueAtMs(await incidentWith(changes), configuration);
  const milestones = Object.fromEntries(milestoneNames.map((name) => [name, 'met' as const]));
  expect(await dueAtMs({})).toBe(START + 5 * MINUTE);
  expect(await dueAtMs({ milestones })).toBeUndefined();
  expect(await dueAtMs({ status: 'closed' })).toBeUndefined();
});
