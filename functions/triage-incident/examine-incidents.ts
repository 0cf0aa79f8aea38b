import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { parseTriageRequest } from '../../events/contracts/triage-request.ts';
import { errorName } from '../../protocol/error-name.ts';
import { examine } from '../../protocol/triage/examine.ts';
import type { TriageShell } from '../../protocol/triage/triage-shell.ts';

/** A request that fails comes again; one that nobody can read is logged and dropped, since the record asks again. */
export const examineIncidents = async (
  shell: TriageShell,
  records: readonly SQSRecord[],
): Promise<SQSBatchResponse> => {
  const failed: string[] = [];
  const examineOne = async ({ body, messageId }: SQSRecord) => {
    const request = parseTriageRequest(body);
    if (request === undefined) return shell.journal.note('error', 'triage-request-unreadable', { messageId });
    const { incidentId } = request;
    const startMs = shell.now();
    try {
      const examined = await examine(shell, incidentId);
      shell.journal.note('info', `triage-${examined}`, { incidentId, tookMs: shell.now() - startMs });
    } catch (error) {
      failed.push(messageId);
      shell.journal.note('error', 'triage-failed', { incidentId, why: errorName(error) });
    }
  };
  await Promise.all(records.map(examineOne));
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
};
