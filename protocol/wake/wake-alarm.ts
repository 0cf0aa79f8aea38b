import { DUE_WITHIN_MS } from '../../domain/clocks/next-due.ts';
import { ingest } from '../intake/ingest.ts';
import type { Shell } from '../shell.ts';

/**
 * A mute window has ended: the alarm pages now, if the muted ALARM is still its last transition. The wake-up stays
 * with the alarm until that is done, so that the next sweep resumes after a crash.
 */
export const wakeAlarm = async (shell: Shell, signalId: string): Promise<'raised' | 'nothing-due'> => {
  const item = await shell.store.readAlarm(signalId);
  if (item?.mutedUntilMs === undefined || item.mutedUntilMs > shell.now() + DUE_WITHIN_MS)
    return 'nothing-due';
  const { muted: _, ...transition } = item.transition;
  const [result] = await ingest(shell, [transition]);
  if (result?.kind === 'failed') throw result.error;
  const now = await shell.store.readAlarm(signalId);
  if (now?.mutedUntilMs !== item.mutedUntilMs) return 'raised';
  const { mutedUntilMs: __, ...awake } = now;
  await shell.store.putAlarm(now, awake);
  return 'raised';
};
