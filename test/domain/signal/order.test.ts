import { expect, test } from 'vitest';
import {
  laterOrder,
  orderOf,
  recordOrder,
  timeOfOrder,
  transitionOrder,
} from '../../../domain/signal/order.ts';
import type { Transition } from '../../../domain/signal/signal.ts';
import { START, transitionOf } from '../../behaviour/world.ts';

const order = (state: Transition['state'], more: Partial<Transition> = {}, atMs = START) =>
  orderOf(transitionOf('errors', atMs, { state, more }));

const suppressedBy = 'deploying';
const muted = { untilMs: START + 1, by: 'night' } as unknown as NonNullable<Transition['muted']>;

test('at one moment an ALARM outranks missing data, that an OK, and a deletion all of them', () => {
  const ranked = [order('OK'), order('INSUFFICIENT_DATA'), order('ALARM'), order('OK', { deleted: true })];
  expect(ranked.toSorted()).toEqual(ranked);
  expect(new Set(ranked).size).toBe(4);
});

test('of one state the unsuppressed copy outranks the suppressed, and the unmuted the muted', () => {
  const ranked = [
    order('ALARM', { suppressedBy, muted }),
    order('ALARM', { suppressedBy }),
    order('ALARM', { muted }),
    order('ALARM'),
  ];
  expect(ranked.toSorted()).toEqual(ranked);
  expect(new Set(ranked).size).toBe(4);
  expect(order('INSUFFICIENT_DATA') < order('ALARM', { suppressedBy, muted })).toBe(true);
});

test('a later moment outranks every state, and times before 1970 are all the first', () => {
  expect(order('OK', {}, START + 1) > order('OK', { deleted: true })).toBe(true);
  expect(order('OK', {}, 9) < order('OK', {}, 10)).toBe(true);
  expect(order('OK', {}, -5)).toBe(order('OK', {}, 0));
  expect(order('OK', {}, START + 0.5)).toBe(order('OK'));
});

test('a record’s order comes after that of its transition with each move, and tells it', () => {
  const base = order('ALARM');
  const ranked = [0, 1, 2, 10].map((moves) => recordOrder(base, moves));
  expect(ranked[0]).toBe(base);
  expect(ranked.toSorted()).toEqual(ranked);
  expect(new Set(ranked).size).toBe(4);
  for (const one of ranked) expect(transitionOrder(one)).toBe(base);
  expect(timeOfOrder(recordOrder(base, 2))).toBe(START);
});

test('the later of two orders', () => {
  expect(laterOrder('2', '1')).toBe('2');
  expect(laterOrder('1', '2')).toBe('2');
});
