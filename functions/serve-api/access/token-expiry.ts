const DAY_MS = 86_400_000;

/** A token that ends within this is announced: two weeks are enough to make another beside it. */
const ANNOUNCED_MS = 14 * DAY_MS;

/** Whether its owner should make another one now. A token without an expiry never ends. */
export const endsSoon = (expiresAtMs: number | undefined, nowMs: number): boolean =>
  expiresAtMs !== undefined && expiresAtMs - nowMs <= ANNOUNCED_MS;

/** Whole days until a moment, rounded down. */
export const daysUntil = (atMs: number, nowMs: number): number => Math.floor((atMs - nowMs) / DAY_MS);
