import { describe, expect, test } from 'vitest';
import type { AlarmItem } from '../../../domain/signal/alarm-item.ts';
import { orderOf } from '../../../domain/signal/order.ts';
import type { Transition } from '../../../domain/signal/signal.ts';
import { clearSignal } from '../../../protocol/intake/clear-signal.ts';
import { planFor } from '../../../protocol/intake/plan.ts';
import { createWorld, MINUTE, START, transitionOf } from '../../behaviour/world.ts';

const okAt = (atMs: number, more: Partial<Transition> = {}) =>
  transitionOf('errors', atMs, { state: 'OK', more });

/** An alarm stands since START, and this ending comes. `stored`: what the record has by then. */
const cleared = async (
  transition: Transition,
  known: (item: AlarmItem) => AlarmItem | undefined = (item) => item,
  stored: (item: AlarmItem) => AlarmItem | undefined = known,
) => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  const { id } = await world.incident();
  const item = await world.shell.store.readAlarm(transition.signal.id);
  if (item === undefined) throw new Error('no alarm item');
  const there = stored(item);
  if (there === undefined) world.records.alarms.delete(item.signalId);
  else world.records.alarms.set(item.signalId, there);
  const ending = planFor(world.shell, transition);
  if (ending.kind !== 'end') throw new Error(ending.kind);
  const outcome = await clearSignal(world.shell, ending, known(item));
  const after = world.records.alarms.get(item.signalId);
  return { id, outcome, item, after, signal: world.records.signalsOf(id).get(item.signalId) };
};

describe('an ending', () => {
  test('ends the signal where the alarm stands, and the alarm keeps its place', async () => {
    const { id, outcome, item, after, signal } = await cleared(okAt(START + 1));
    expect(outcome).toEqual({ kind: 'cleared', incidentId: id });
    expect(signal).toMatchObject({ active: false, reason: 'ok' });
    const { key, generation, joined } = item;
    expect(after).toStrictEqual({
      signalId: item.signalId,
      order: orderOf(okAt(START + 1)),
      active: false,
      transition: okAt(START + 1),
      ...{ key, generation, joined },
    });
  });

  test('that comes again ends the signal again, and leaves the alarm as it is', async () => {
    const over = (item: AlarmItem) => ({ ...item, active: false, order: orderOf(okAt(START + 1)) });
    const { outcome, item, after, signal } = await cleared(okAt(START + 1), over);
    expect(outcome).toMatchObject({ kind: 'cleared' });
    expect(after).toEqual(over(item));
    expect(signal).toMatchObject({ active: false });
  });

  test('older than what is known changes nothing', async () => {
    const { outcome, item, after, signal } = await cleared(okAt(START - 1));
    expect(outcome).toEqual({ kind: 'ignored', reason: 'stale' });
    expect(after).toEqual(item);
    expect(signal).toMatchObject({ active: true });
  });

  test('of an alarm that nobody knows is remembered', async () => {
    const { outcome, after } = await cleared(okAt(START + 1), () => undefined);
    expect(outcome).toEqual({ kind: 'ignored', reason: 'ok-without-incident' });
    expect(after).toStrictEqual({
      signalId: okAt(START).signal.id,
      order: orderOf(okAt(START + 1)),
      active: false,
      transition: okAt(START + 1),
    });
  });

  test('that meets another write reads again, and decides anew', async () => {
    const newer = (item: AlarmItem) => ({ ...item, order: orderOf(okAt(START + 9)) });
    expect((await cleared(okAt(START + 1), (item) => item, newer)).outcome).toEqual({
      kind: 'ignored',
      reason: 'stale',
    });
    const moved = (item: AlarmItem) => ({ ...item, generation: 2 });
    const { id, outcome } = await cleared(okAt(START + 1), (item) => item, moved);
    expect(outcome).toEqual({ kind: 'cleared', incidentId: id.replace(/1$/, '2') });
  });

  test('by a mute wakes the alarm when the window ends', async () => {
    const muted = { by: 'night', untilMs: START + MINUTE };
    const { after } = await cleared(transitionOf('errors', START + 1, { more: { muted } }));
    expect(after).toMatchObject({ active: false, mutedUntilMs: START + MINUTE });
  });
});
