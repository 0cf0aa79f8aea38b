import { DeleteMessageCommand, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** Takes every message off a queue until `signal` aborts. */
export const drainQueue = async (
  sqs: SQSClient,
  queueUrl: string,
  take: (body: string) => void,
  signal: AbortSignal,
): Promise<void> => {
  const receive = new ReceiveMessageCommand({
    QueueUrl: queueUrl,
    MaxNumberOfMessages: 10,
    WaitTimeSeconds: 1,
  });
  while (!signal.aborted) {
    for (const { Body = '', ReceiptHandle } of await received(sqs, receive, signal)) {
      take(Body);
      await sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
    }
  }
};

const received = async (sqs: SQSClient, receive: ReceiveMessageCommand, abortSignal: AbortSignal) => {
  try {
    return (await sqs.send(receive, { abortSignal })).Messages ?? [];
  } catch (error) {
    if (abortSignal.aborted) return [];
    throw error;
  }
};
