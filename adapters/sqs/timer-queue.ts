import { SendMessageCommand, SQSClient, type SQSClientConfig } from '@aws-sdk/client-sqs';
import type { TimerQueue } from '../../protocol/ports/timers.ts';
import { callLimits } from './call-limits.ts';
import { QueueError } from './queue-error.ts';

/** The longest delay of an SQS message (SQS, "Message timers"): longer waits hop. */
const MAX_DELAY_S = 900;

/**
 * Wakes `run-timer` by a delayed message `{ incidentId, dueAtMs }`. Delays round up, so that it is never early.
 * Throws QueueError. Connects when first used, after the page.
 */
export const createSqsTimerQueue = (queueUrl: string, settings: SQSClientConfig = {}): TimerQueue => {
  let client: SQSClient | undefined;
  return {
    schedule: async ({ incidentId, dueAtMs }, nowMs) => {
      const delayS = Math.ceil((dueAtMs - nowMs) / 1000);
      const message = new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: JSON.stringify({ incidentId, dueAtMs }),
        DelaySeconds: Math.min(MAX_DELAY_S, Math.max(0, delayS)),
      });
      client ??= new SQSClient({ ...callLimits, ...settings });
      try {
        await client.send(message);
      } catch (cause) {
        throw new QueueError('timers', cause);
      }
    },
  };
};
