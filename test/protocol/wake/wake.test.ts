import { describe, expect, test } from 'vitest';
import { runTimer } from '../../../protocol/wake/run-timer.ts';
import { sweepDue } from '../../../protocol/wake/sweep.ts';
import { wakeIncident } from '../../../protocol/wake/wake.ts';
import { wakeAlarm } from '../../../protocol/wake/wake-alarm.ts';
import { createWorld, MINUTE, SECOND, START, transitionOf, unexamined } from '../../behaviour/world.ts';

const opened = async () => {
  const world = createWorld(unexamined());
  await world.alarm('errors', { severity: 'SEV3' });
  return { world, incident: await world.incident() };
};

describe('a timer', () => {
  test('that comes up to a second early wakes, one that comes earlier hops', async () => {
    const { world, incident } = await opened();
    const { id: incidentId, dueAtMs = 0 } = incident;
    expect(await runTimer(world.shell, { incidentId, dueAtMs })).toBe('hopped');
    expect(world.timers.waiting.at(-1)?.timer).toEqual({ incidentId, dueAtMs });
    world.running = false;
    await world.pass(dueAtMs - SECOND - START);
    expect(await runTimer(world.shell, { incidentId, dueAtMs })).toBe('decided');
    expect(world.pages().at(-1)).toMatch(/secondary no-response$/);
  });

  test('for a moment that the incident no longer waits for is dropped', async () => {
    const { world, incident } = await opened();
    const waiting = world.timers.waiting.length;
    const dueAtMs = START + 7 * MINUTE;
    expect(await runTimer(world.shell, { incidentId: incident.id, dueAtMs })).toBe('out-of-date');
    expect(await runTimer(world.shell, { incidentId: 'none-1', dueAtMs })).toBe('out-of-date');
    expect(world.timers.waiting).toHaveLength(waiting);
  });
});

describe('a wake-up', () => {
  test('decides nothing before its time, nor on what is not there', async () => {
    const { world, incident } = await opened();
    expect(await wakeIncident(world.shell, incident.id)).toBe('nothing-due');
    expect(await wakeIncident(world.shell, 'none-1')).toBe('not-found');
    expect(await world.incident()).toEqual(incident);
  });

  test('takes over effects whose lease has ended, and leaves the others to their worker', async () => {
    const { world, incident } = await opened();
    const slot = (dueAtMs: number) => ({ kind: 'slot', dueAtMs, attempts: 0 }) as const;
    const outbox = { over: slot(START), leased: slot(START + MINUTE) };
    world.records.incidents.set(incident.id, { ...incident, outbox, dueAtMs: START });
    expect(await wakeIncident(world.shell, incident.id)).toBe('decided');
    expect(Object.keys((await world.incident()).outbox)).toEqual(['leased']);
    expect(world.records.slots.get(incident.key)).toBe(1);
  });
});

describe('a muted alarm', () => {
  const muted = { by: 'night', untilMs: START + 10 * MINUTE };

  test('pages when its window ends, and then waits for nothing', async () => {
    const world = createWorld(unexamined());
    const transition = transitionOf('errors', START, { severity: 'SEV3', more: { muted } });
    const { id } = transition.signal;
    await world.send(transition);
    expect(await wakeAlarm(world.shell, id)).toBe('nothing-due');
    expect(await wakeAlarm(world.shell, 'no-such')).toBe('nothing-due');
    world.running = false;
    await world.pass(10 * MINUTE - SECOND);
    expect(await wakeAlarm(world.shell, id)).toBe('raised');
    expect(world.pages()).toHaveLength(1);
    expect(await world.shell.store.readAlarm(id)).not.toHaveProperty('mutedUntilMs');
    expect(await wakeAlarm(world.shell, id)).toBe('nothing-due');
  });

  test('that cannot be taken in is tried again', async () => {
    const world = createWorld(unexamined());
    const transition = transitionOf('errors', START, { severity: 'SEV3', more: { muted } });
    await world.send(transition);
    world.running = false;
    await world.pass(10 * MINUTE);
    const readHeads = () => Promise.reject(new Error('down'));
    const broken = { ...world.shell, store: { ...world.shell.store, readHeads } };
    await expect(wakeAlarm(broken, transition.signal.id)).rejects.toThrow('down');
    expect(await wakeAlarm(world.shell, transition.signal.id)).toBe('raised');
  });
});

describe('a sweep', () => {
  test('takes up nothing more once its time is up, and says so', async () => {
    const { world } = await opened();
    world.running = false;
    await world.pass(6 * MINUTE);
    expect(await sweepDue(world.shell, world.now())).toEqual({
      looked: 0,
      acted: 0,
      failed: 0,
      unfinished: true,
    });
    expect(world.journal.notes.at(-1)).toMatchObject({ level: 'warn', reason: 'swept' });
  });

  test('goes on with the others where one fails, and says what failed', async () => {
    const { world, incident } = await opened();
    await world.alarm('slow', { service: 'search', severity: 'SEV3' });
    world.running = false;
    await world.pass(6 * MINUTE);
    const { store } = world.shell;
    const read: typeof store.read = (id) =>
      id === incident.id ? Promise.reject(new Error('down')) : store.read(id);
    const swept = await sweepDue({ ...world.shell, store: { ...store, read } }, world.now() + MINUTE);
    expect(swept).toEqual({ looked: 2, acted: 1, failed: 1, unfinished: false });
    expect(world.journal.notes).toContainEqual({
      level: 'error',
      reason: 'sweep-failed',
      fields: { kind: 'incident', incidentId: incident.id, dueAtMs: incident.dueAtMs, why: 'Error' },
    });
    expect(world.journal.notes.at(-1)).toMatchObject({ level: 'warn', reason: 'swept' });
  });

  test('wakes muted alarms as well', async () => {
    const world = createWorld(unexamined());
    const muted = { by: 'night', untilMs: START + MINUTE };
    await world.alarm('errors', { severity: 'SEV3', more: { muted } });
    world.running = false;
    await world.pass(MINUTE);
    expect(await sweepDue(world.shell, world.now() + MINUTE)).toMatchObject({ looked: 1, acted: 1 });
    expect(world.pages()).toHaveLength(1);
  });
});
