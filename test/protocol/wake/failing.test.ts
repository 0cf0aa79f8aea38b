import { describe, expect, test } from 'vitest';
import type { Incident } from '../../../domain/incident/incident.ts';
import { wakeIncident } from '../../../protocol/wake/wake.ts';
import { createWorld, MINUTE, SECOND, START, unexamined } from '../../behaviour/world.ts';

/** The rung of an incident is due, and its signals cannot be looked at. */
const failing = async (changes: Partial<Incident>) => {
  const world = createWorld(unexamined());
  await world.alarm('errors', { severity: 'SEV2' });
  const opened = await world.incident();
  const escalation = { ...opened.escalation, nextAtMs: START };
  const incident: Incident = { ...opened, escalation, dueAtMs: START, ...changes };
  world.records.incidents.set(incident.id, incident);
  const down = () => Promise.reject(new Error('down'));
  const { store } = world.shell;
  world.shell = { ...world.shell, store: { ...store, standing: down } };
  expect(await wakeIncident(world.shell, incident.id)).toBe('decided');
  world.shell = { ...world.shell, store };
  return { world, now: await world.incident() };
};

describe('a decision that fails', () => {
  test('is tried again later, and the log says why', async () => {
    const { world, now } = await failing({});
    expect(now.failing).toEqual({ times: 1, retryAtMs: START + 5 * SECOND });
    expect(now.dueAtMs).toBe(START + 5 * SECOND);
    expect(world.journal.notes).toContainEqual({
      level: 'error',
      reason: 'decision-failed',
      fields: { incidentId: now.id, why: 'Error: down' },
    });
    expect(world.pages()).toHaveLength(1);
  });

  test('pages the fallback audience the third time, once, and the record says why', async () => {
    const { world, now } = await failing({ failing: { times: 2, retryAtMs: START } });
    expect(world.pages().slice(1)).toEqual(['0 fallback decision-failed']);
    expect(await world.timeline(now)).toContainEqual(
      expect.objectContaining({ kind: 'decision-failed', reason: 'decision-failed' }),
    );
    const fourth = await failing({ failing: { times: 3, retryAtMs: START } });
    expect(fourth.world.pages()).toHaveLength(1);
    expect(fourth.now.failing).toEqual({ times: 4, retryAtMs: START + 40 * SECOND });
  });
});

test('alarms that cannot be taken in after a resolution page the fallback audience where the incident is sealed', async () => {
  const { world, now } = await failing({
    status: 'resolved',
    resolvedAtMs: START,
    resolvedBy: 'ada',
    recheckAtMs: START,
    failing: { times: 2, retryAtMs: START },
    sealed: 'superseded',
  });
  expect(now).toMatchObject({ status: 'resolved', failing: { times: 3 } });
  expect(world.pages().slice(1)).toEqual(['0 fallback decision-failed']);
});

test('a moment for which nothing waits any more is corrected', async () => {
  const world = createWorld(unexamined());
  await world.alarm('errors', { severity: 'SEV3' });
  const incident = await world.incident();
  world.records.incidents.set(incident.id, { ...incident, dueAtMs: START });
  expect(await wakeIncident(world.shell, incident.id)).toBe('decided');
  expect((await world.incident()).dueAtMs).toBe(START + 5 * MINUTE);
});

test('effects that are taken over are leased to whoever takes them', async () => {
  const world = createWorld(unexamined());
  await world.alarm('errors', { severity: 'SEV3' });
  const incident = await world.incident();
  const outbox = { slot: { kind: 'slot', dueAtMs: START, attempts: 0 } } as const;
  world.records.incidents.set(incident.id, { ...incident, outbox, dueAtMs: START });
  const { store } = world.shell;
  const leases: (number | undefined)[] = [];
  const raiseSlot: typeof store.raiseSlot = async () => {
    leases.push((await store.read(incident.id))?.outbox['slot']?.dueAtMs);
  };
  await wakeIncident({ ...world.shell, store: { ...store, raiseSlot } }, incident.id);
  expect(leases).toEqual([START + 12 * SECOND]);
});
