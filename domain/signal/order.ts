import type { Transition } from './signal.ts';

/**
 * A transition's place among those of its signal, comparable as text: (time, ALARM > INSUFFICIENT_DATA > OK, unsuppressed
 * > suppressed, unmuted > muted). No event ids, so copies over SNS and EventBridge compare equal. docs/architecture.md, Order (I6).
 */
export type Order = string;

const stateRank = { OK: 0, INSUFFICIENT_DATA: 4, ALARM: 8 } as const;
const DELETED_RANK = 99;

export const orderOf = (t: Transition): Order => {
  const loudness = (t.suppressedBy === undefined ? 2 : 0) + (t.muted === undefined ? 1 : 0);
  const rank = t.deleted ? DELETED_RANK : stateRank[t.state] + loudness;
  return `${String(Math.max(0, Math.trunc(t.atMs))).padStart(15, '0')}.${String(rank).padStart(2, '0')}`;
};

/** A signal record's order: that of its transition, and later with each move, so that a signal can move back. */
export const recordOrder = (order: Order, moves = 0): Order =>
  moves === 0 ? order : `${order}~${String(moves).padStart(4, '0')}`;

const isLater = (a: Order, b: Order): boolean => a > b;

/** The later of two orders, compared as text. */
export const laterOrder = (a: Order, b: Order): Order => (isLater(a, b) ? a : b);

/** The transition's order, taken from a record's order. */
export const transitionOrder = (order: Order): Order => order.split('~')[0] ?? order;

/** Epoch milliseconds, taken from an order. */
export const timeOfOrder = (order: Order): number => Number(order.slice(0, 15));
