import type { TriageShell } from '../../protocol/triage/triage-shell.ts';

/** After its time is up, a look may still say what it has: which part answered, and which one did not. */
const GRACE_MS = 250;

/** Gives work so many milliseconds of real time. What is under way ends by its signal; nobody waits for what does not. */
export const within: TriageShell['within'] = (ms, work) => {
  const signal = AbortSignal.timeout(ms);
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => setTimeout(() => reject(signal.reason), GRACE_MS).unref(), {
      once: true,
    });
  });
  return Promise.race([work(signal), late]);
};
