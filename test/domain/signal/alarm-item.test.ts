import { describe, expect, test } from 'vitest';
import { comesAnew, isHome, leaveHome, takeHome } from '../../../domain/signal/alarm-item.ts';
import { orderOf } from '../../../domain/signal/order.ts';
import type { SignalState, Transition } from '../../../domain/signal/signal.ts';
import { START, transitionOf } from '../../behaviour/world.ts';

const home = { key: 'availability|checkout', generation: 1 };
const MITIGATED = START + 10_000;

test('an alarm that comes anew keeps the mitigation that it met, so that a crash does not lose it (I3)', () => {
  const first = transitionOf('errors', START);
  const item = takeHome(undefined, home, orderOf(first), first);
  const anew = transitionOf('errors', START + 5_000, { more: { previousState: 'INSUFFICIENT_DATA' } });
  expect(takeHome(item, home, orderOf(anew), anew, MITIGATED)).toMatchObject({
    joined: orderOf(anew),
    metMitigationAtMs: MITIGATED,
  });
  const known = transitionOf('errors', START + 5_000, { more: { previousState: 'OK' } });
  expect(takeHome(item, home, orderOf(known), known, MITIGATED).metMitigationAtMs).toBeUndefined();
});

const DAY = 86_400_000;

test('an alarm item leaves the incident that is retired, keeps its order, and ends a while later', () => {
  const first = transitionOf('errors', START);
  const item = takeHome(undefined, home, orderOf(first), first);
  const left = leaveHome(item, home, START + DAY);
  expect(left).toEqual({
    signalId: item.signalId,
    order: item.order,
    active: true,
    transition: first,
    keptUntilMs: START + DAY,
  });
  const muted = { ...item, mutedUntilMs: START + 2 * DAY };
  expect(leaveHome(muted, home, START + DAY).keptUntilMs).toBe(START + 2 * DAY);
});

test('an alarm item that names another incident stays there, and forgets only where it came from', () => {
  const first = transitionOf('errors', START);
  const item = takeHome(undefined, home, orderOf(first), first);
  const other = { ...home, generation: 2 };
  expect(leaveHome(item, other, START)).toBe(item);
  const moved = takeHome(item, { key: 'availability|payments', generation: 1 }, orderOf(first), first);
  expect(moved.from).toEqual(home);
  expect(leaveHome(moved, other, START)).toBe(moved);
  const { from: _, ...stays } = moved;
  expect(leaveHome(moved, home, START)).toEqual(stays);
});

const alarmAt = (
  atMs: number,
  more: Partial<Transition> = {},
  kind: Transition['signal']['kind'] = 'alarm',
) => transitionOf('errors', atMs, { kind, more });

const first = alarmAt(START);
const item = takeHome(undefined, home, orderOf(first), first);
const elsewhere = { key: 'availability|cart', generation: 4 };

test('an alarm item is of the incident whose key and generation it names', () => {
  expect(isHome(item, home)).toBe(true);
  expect(isHome(item, { ...home, generation: 2 })).toBe(false);
  expect(isHome(item, { ...home, key: 'other' })).toBe(false);
  expect(isHome(undefined, home)).toBe(false);
});

describe('an ALARM comes anew', () => {
  const later = (more: Partial<Transition>, active = true, kind: Transition['signal']['kind'] = 'alarm') => {
    const transition = alarmAt(START + 1, more, kind);
    return comesAnew({ ...item, active }, orderOf(transition), transition);
  };
  const coming = (previousState: SignalState) => ({ previousState });

  test('after missing data, whether or not it stood', () => {
    expect(later(coming('INSUFFICIENT_DATA'))).toBe(true);
    expect(later(coming('INSUFFICIENT_DATA'), false)).toBe(true);
    expect(later(coming('OK'))).toBe(false);
    expect(later(coming('ALARM'))).toBe(false);
  });

  test('after an ALARM, where it does not say what was before, unless its source never says OK', () => {
    expect(later({})).toBe(true);
    expect(later({}, false)).toBe(false);
    expect(later({}, true, 'contributor')).toBe(true);
    expect(later({}, true, 'finding')).toBe(false);
  });

  test('never as a copy, as the first, or without being an ALARM', () => {
    const missing = coming('INSUFFICIENT_DATA');
    const copy = alarmAt(START, missing);
    expect(comesAnew(item, orderOf(copy), copy)).toBe(false);
    expect(comesAnew(undefined, orderOf(copy), copy)).toBe(false);
    expect(later({ ...missing, state: 'INSUFFICIENT_DATA' })).toBe(false);
  });
});

describe('an alarm that takes its place', () => {
  const take = (at: Parameters<typeof takeHome>[0], to = home, transition = first) =>
    takeHome(at, to, orderOf(transition), transition);

  test('for the first time has joined there, and has moved from nowhere', () => {
    expect(item).toStrictEqual({
      signalId: first.signal.id,
      order: orderOf(first),
      active: true,
      transition: first,
      ...home,
      joined: orderOf(first),
    });
  });

  test('where it stands already stays as it is', () => {
    expect(take(item)).toBe(item);
    expect(take({ ...item, active: false })).not.toMatchObject({ active: false });
  });

  test('keeps what brought it there when the next transition comes', () => {
    const next = alarmAt(START + 1, { previousState: 'OK' });
    expect(take(item, home, next)).toMatchObject({ order: orderOf(next), joined: orderOf(first) });
    const { joined: _, ...older } = item;
    expect(take(older, home, next)).not.toHaveProperty('joined');
  });

  test('never goes down in generation', () => {
    expect(take({ ...item, generation: 3 }, home)).toMatchObject({ generation: 3 });
    expect(take({ ...item, generation: 3 }, { ...home, generation: 5 })).toMatchObject({ generation: 5 });
    expect(take({ ...item, generation: 3 }, elsewhere)).toMatchObject(elsewhere);
  });

  test('elsewhere remembers how often, and from where', () => {
    const moved = take(item, elsewhere);
    expect(moved).toMatchObject({ ...elsewhere, moves: 1, from: home });
    expect(take(moved, home)).toMatchObject({ moves: 2, from: elsewhere });
    const next = alarmAt(START + 1);
    expect(take(moved, elsewhere, next)).not.toHaveProperty('moves');
    expect(take(moved, elsewhere, next)).not.toHaveProperty('from');
    expect(take({ ...moved, generation: 3 }, elsewhere)).toMatchObject({ moves: 1, from: home });
  });

  test('elsewhere has moved from nowhere where it stood in no incident, or not at all', () => {
    const { key: _, generation: __, ...nowhere } = item;
    for (const before of [{ ...item, active: false }, nowhere]) {
      expect(take(before, elsewhere)).not.toHaveProperty('from');
      expect(take(before, elsewhere)).not.toHaveProperty('moves');
    }
  });

  test('keeps its wake-up until it is shown', () => {
    expect(take({ ...item, active: false, mutedUntilMs: START + 9 })).toMatchObject({
      mutedUntilMs: START + 9,
    });
    expect(item).not.toHaveProperty('mutedUntilMs');
  });
});
