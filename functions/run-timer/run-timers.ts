import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { parseTimer } from '../../events/contracts/timer.ts';
import { sharingBudget } from '../../protocol/page-budget.ts';
import type { Shell } from '../../protocol/shell.ts';
import { runTimer } from '../../protocol/wake/run-timer.ts';

/** Timers are hints. An unreadable one is logged and dropped, since the sweep looks at every incident that is due. */
export const runTimers = async (given: Shell, records: readonly SQSRecord[]): Promise<SQSBatchResponse> => {
  const shell = sharingBudget(given);
  const failed: string[] = [];
  const run = async (record: SQSRecord) => {
    const timer = parseTimer(record.body);
    if (timer === undefined)
      return shell.journal.note('error', 'timer-unreadable', { messageId: record.messageId });
    try {
      const woken = await runTimer(shell, timer);
      const lateMs = woken === 'decided' ? shell.now() - timer.dueAtMs : undefined;
      shell.journal.note('info', `timer-${woken}`, { incidentId: timer.incidentId, lateMs });
    } catch (error) {
      failed.push(record.messageId);
      const why = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown';
      shell.journal.note('error', 'timer-failed', { incidentId: timer.incidentId, why });
    }
  };
  await Promise.all(records.map(run));
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
};
