const FIRST_RETRY_MS = 5_000;

/** The longest wait between two tries of anything that no page waits for, ms. */
export const LONGEST_RETRY_MS = 300_000;

/** How long to wait after so many failed tries: 5 s, 10 s, 20 s … up to `longestMs`. */
export const backOffMs = (attempts: number, longestMs: number): number =>
  Math.min(FIRST_RETRY_MS * 2 ** (attempts - 1), longestMs);
