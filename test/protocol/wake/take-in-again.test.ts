import { describe, expect, test } from 'vitest';
import type { Incident } from '../../../domain/incident/incident.ts';
import { takeInAgain } from '../../../protocol/wake/take-in-again.ts';
import { createWorld, START } from '../../behaviour/world.ts';

/** A person has resolved, and perhaps closed, while this stands. */
const resolved = async (kind: 'alarm' | 'scaling', changes: Partial<Incident> = {}) => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3', kind });
  const opened = await world.incident();
  const incident: Incident = {
    ...opened,
    status: 'resolved',
    resolvedAtMs: START,
    resolvedBy: 'ada',
    ...changes,
  };
  world.records.incidents.set(incident.id, incident);
  const [signal] = world.records.signalsOf(incident.id).values();
  return { world, incident, id: signal?.signalId ?? '' };
};

describe('what stands after a person has resolved', () => {
  test('reopens the incident', async () => {
    const { world, incident } = await resolved('alarm');
    expect(await takeInAgain(world.shell, incident)).toBe(true);
    expect(await world.incident()).toMatchObject({ status: 'investigating', episode: { number: 2 } });
  });

  test('opens another one where it was closed, and is over in the first', async () => {
    const { world, incident, id } = await resolved('alarm', { status: 'closed', sealed: 'closed' });
    expect(await takeInAgain(world.shell, incident)).toBe(true);
    expect(await world.incidents()).toHaveLength(2);
    expect(world.records.signalsOf(incident.id).get(id)).toMatchObject({ active: false, reason: 'moved' });
  });

  test('is not asked for where it never says OK', async () => {
    const { world, incident } = await resolved('scaling');
    expect(await takeInAgain(world.shell, incident)).toBe(false);
    expect(await world.incident()).toEqual(incident);
  });

  test('changes nothing where its alarm has ended since', async () => {
    const { world, incident, id } = await resolved('alarm');
    const item = world.records.alarms.get(id);
    if (item === undefined) throw new Error('no alarm item');
    world.records.alarms.set(id, { ...item, order: '9', active: false });
    expect(await takeInAgain(world.shell, incident)).toBe(false);
    expect(await world.incident()).toEqual(incident);
  });

  test('and cannot be taken in fails as it does', async () => {
    const { world, incident } = await resolved('alarm');
    const readHeads = () => Promise.reject(new Error('down'));
    const shell = { ...world.shell, store: { ...world.shell.store, readHeads } };
    await expect(takeInAgain(shell, incident)).rejects.toThrow('down');
  });
});
