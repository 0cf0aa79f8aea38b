const MINUTE_MS = 60_000;

/**
 * Raw pages that go out singly in a minute. Lambda polls a queue with up to five batches at once before it adds more
 * ("Configuring scaling behavior for SQS event source mappings"), so that five execution environments send 30 together, the
 * default of `pagesPerMinute`.
 */
const RAW_PAGES_A_MINUTE = 6;

/** Counts in this function's own memory, since paging raw relies on no record: another execution environment has its own. */
export interface RawBudget {
  /** Whether one more page goes out by itself, which then counts. */
  take(nowMs: number): boolean;
}

/** @param timeScale compressed time has shorter minutes: trials only */
export const createRawBudget = (timeScale: number): RawBudget => {
  let minute = Number.NaN;
  let used = 0;
  return {
    take: (nowMs) => {
      const present = Math.floor((nowMs * timeScale) / MINUTE_MS);
      if (present !== minute) used = 0;
      minute = present;
      if (used >= RAW_PAGES_A_MINUTE) return false;
      used += 1;
      return true;
    },
  };
};
