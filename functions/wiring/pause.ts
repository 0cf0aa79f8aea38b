/** Between two tries of a commit that met another: DynamoDB takes a few milliseconds a write. */
const FIRST_MS = 5;
const LONGEST_MS = 250;

/**
 * How long to wait before the next try of an optimistic loop, ms. It is random: up to 10 ms after the first try,
 * twice as much after each further one, at most a quarter of a second. AWS Architecture Blog, "Exponential Backoff
 * And Jitter" (full jitter).
 * @param chance 0 to 1
 */
export const pauseMs = (tries: number, chance: number): number =>
  chance * Math.min(LONGEST_MS, FIRST_MS * 2 ** tries);
