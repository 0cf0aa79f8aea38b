import { GetQueueAttributesCommand, SQSClient, type SQSClientConfig } from '@aws-sdk/client-sqs';
import { callLimits } from './call-limits.ts';
import { QueueError } from './queue-error.ts';

/** Queues that no function reads, whose alarms wait for a first message. */
export interface QuietQueues {
  /** Throws QueueError. */
  keepActive(): Promise<void>;
}

/**
 * SQS gives CloudWatch the metrics of active queues only, and a queue is active for up to six hours after somebody called
 * for it: the first metric of an inactive one can come 15 minutes late (SQS Developer Guide, "Available CloudWatch metrics
 * for Amazon SQS"). A call now and then keeps them coming. Connects when first used.
 */
export const createSqsQuietQueues = (
  queueUrls: readonly string[],
  settings: SQSClientConfig = {},
): QuietQueues => {
  let client: SQSClient | undefined;
  return {
    keepActive: async () => {
      client ??= new SQSClient({ ...callLimits, ...settings });
      const asked = client;
      try {
        await Promise.all(
          queueUrls.map((QueueUrl) =>
            asked.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] })),
          ),
        );
      } catch (cause) {
        throw new QueueError('quiet', cause);
      }
    },
  };
};
