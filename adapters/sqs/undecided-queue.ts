import { SendMessageCommand, SQSClient, type SQSClientConfig } from '@aws-sdk/client-sqs';
import { callLimits } from './call-limits.ts';
import { QueueError } from './queue-error.ts';

/** Keeps what could not be decided on, with its reason, for people to look at. */
export interface UndecidedQueue {
  /**
   * @param count how many equal messages it stands for, where they were counted; 0: keep it, and page nobody
   * @throws QueueError
   */
  keep(body: string, reason: string, count?: number): Promise<void>;
}

/** SQS (SendMessage): 1 MiB a message with its attributes; below that the queue holds the body as it came. */
const MAX_BODY_BYTES = 1024 * 1024 - 4096;
/** SQS does not drop these characters: it refuses the whole message (SendMessage, "MessageBody"). */
const refusedCharacters = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const CUT = '\n[cut]';

/** Connects when first used. */
export const createSqsUndecidedQueue = (queueUrl: string, settings: SQSClientConfig = {}): UndecidedQueue => {
  let client: SQSClient | undefined;
  return {
    keep: async (body, reason, count) => {
      const message = new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: acceptable(body),
        MessageAttributes: {
          reason: { DataType: 'String', StringValue: reason === '' ? 'unknown' : reason },
          ...(count === undefined ? {} : { count: { DataType: 'Number', StringValue: String(count) } }),
        },
      });
      client ??= new SQSClient({ ...callLimits, ...settings });
      try {
        await client.send(message);
      } catch (cause) {
        throw new QueueError('undecided', cause);
      }
    },
  };
};

const acceptable = (body: string): string => {
  const clean = body.replace(refusedCharacters, '\ufffd');
  if (clean === '') return '[empty]';
  const bytes = Buffer.from(clean);
  if (bytes.length <= MAX_BODY_BYTES) return clean;
  // A character cut in half at the end reads as U+FFFD.
  return `${bytes.subarray(0, MAX_BODY_BYTES - CUT.length).toString()}${CUT}`;
};
