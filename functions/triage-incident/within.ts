import type { TriageShell } from '../../protocol/triage/triage-shell.ts';

/** What ends by its signal may still say how far it came: a health URL that hangs is a finding, not a gap. */
const graceMs = 100;

/** Gives work so many milliseconds of real time. What is under way ends by its signal; nobody waits for what does not. */
export const within: TriageShell['within'] = (ms, work) => {
  const signal = AbortSignal.timeout(ms);
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => setTimeout(() => reject(signal.reason), graceMs), { once: true });
  });
  return Promise.race([work(signal), late]);
};
