import type { TriageShell } from '../../protocol/triage/triage-shell.ts';

/** Gives work so many milliseconds of real time. What is under way ends by its signal; nobody waits for what does not. */
export const within: TriageShell['within'] = (ms, work) => {
  const signal = AbortSignal.timeout(ms);
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  return Promise.race([work(signal), late]);
};
