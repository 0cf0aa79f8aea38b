/** A rate that refuses what exceeds it: a bucket that holds one second of it. */
export interface Rate {
  has(units: number, nowMs: number): boolean;
  take(units: number, nowMs: number): void;
}

export const createRate = (perSecond: number): Rate => {
  let left = perSecond;
  let filledMs = Number.NEGATIVE_INFINITY;
  const fill = (nowMs: number): void => {
    left = Math.min(perSecond, left + ((nowMs - filledMs) * perSecond) / 1_000);
    filledMs = nowMs;
  };
  return {
    // A request that is larger than a second's worth waits for a full bucket, and leaves it in debt.
    has: (units, nowMs) => {
      fill(nowMs);
      return left >= Math.min(units, perSecond);
    },
    take: (units) => {
      left -= units;
    },
  };
};
