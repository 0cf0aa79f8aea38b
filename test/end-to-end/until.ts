/** Generous: a machine at work on other things may be many times slower than an idle one. */
const patienceMs = 60_000;
const pauseMs = 100;

/** Looks again and again until it sees something. Throws Error that names what was not seen. */
export const until = async <T>(what: string, look: () => Promise<T | undefined>): Promise<T> => {
  const end = Date.now() + patienceMs;
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    if (Date.now() > end) throw new Error(`not seen within ${patienceMs / 1000} s: ${what}`);
    await new Promise((done) => setTimeout(done, pauseMs));
  }
};
