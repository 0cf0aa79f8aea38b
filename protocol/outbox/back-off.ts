const FIRST_RETRY_MS = 5_000;

/** How long to wait after so many failed tries: 5 s, 10 s, 20 s … up to `longestMs`. */
export const backOffMs = (attempts: number, longestMs: number): number =>
  Math.min(FIRST_RETRY_MS * 2 ** (attempts - 1), longestMs);
