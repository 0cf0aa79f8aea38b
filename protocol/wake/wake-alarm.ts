import { DUE_WITHIN_MS } from '../../domain/clocks/next-due.ts';
import type { Transition } from '../../domain/signal/signal.ts';
import { ingest } from '../intake/ingest.ts';
import { awsEventId } from '../intake/keep-public-events.ts';
import type { Shell } from '../shell.ts';
import { tellAwsEvent } from './tell-aws-event.ts';

/**
 * A mute window has ended: the alarm pages now, if the muted ALARM is still its last transition. The wake-up stays
 * with the alarm until that is done, so that the next sweep resumes after a crash. A public event of AWS waits alike.
 */
export const wakeAlarm = async (shell: Shell, signalId: string): Promise<'raised' | 'nothing-due'> => {
  const item = await shell.store.readAlarm(signalId);
  if (item?.mutedUntilMs === undefined || item.mutedUntilMs > shell.now() + DUE_WITHIN_MS)
    return 'nothing-due';
  if (signalId === awsEventId(item.transition.signal.id)) await tellAwsEvent(shell, item.transition);
  else await raise(shell, item.transition);
  const now = await shell.store.readAlarm(signalId);
  if (now?.mutedUntilMs !== item.mutedUntilMs) return 'raised';
  const { mutedUntilMs: __, ...awake } = now;
  await shell.store.putAlarm(now, awake);
  return 'raised';
};

const raise = async (shell: Shell, { muted: _, ...transition }: Transition): Promise<void> => {
  const [result] = await ingest(shell, [transition]);
  if (result?.kind === 'failed') throw result.error;
};
