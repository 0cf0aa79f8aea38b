import type { QuietQueues } from '../../adapters/sqs/queue-metrics.ts';
import type { Shell } from '../../protocol/shell.ts';

/** A queue stays active for hours: one call in so many minutes is plenty. */
const EVERY_MINUTES = 10;

/** So that their alarms are in time. A failure is logged and costs the sweep nothing: the next call is minutes away. */
export const keepQueuesActive = async (
  queues: QuietQueues,
  { now, journal }: Pick<Shell, 'now' | 'journal'>,
): Promise<void> => {
  if (new Date(now()).getUTCMinutes() % EVERY_MINUTES !== 0) return;
  try {
    await queues.keepActive();
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unknown';
    journal.note('warn', 'queues-not-kept-active', { why });
  }
};
