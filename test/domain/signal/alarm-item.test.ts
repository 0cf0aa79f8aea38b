import { expect, test } from 'vitest';
import { leaveHome, takeHome } from '../../../domain/signal/alarm-item.ts';
import { orderOf } from '../../../domain/signal/order.ts';
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
