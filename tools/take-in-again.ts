import {
  DeleteMessageCommand,
  GetQueueUrlCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';

/**
 * Sends what was kept in one queue to another, for a queue that is no dead-letter queue of a queue, which SQS does not move.
 * Answers how many. It ends where nothing comes but what it has seen and left. Each message is sent before it is deleted: after a failure in between it comes twice, as any event may.
 * @param beforeMs epoch ms: what was sent later stays, since it may be the same again
 * @throws what the SDK throws
 */
export const takeInAgain = async (
  client: SQSClient,
  { from, to }: { readonly from: string; readonly to: string },
  beforeMs: number,
): Promise<number> => {
  const [source, destination] = await Promise.all([urlOf(client, from), urlOf(client, to)]);
  // SQS gives messages in no order: a batch of newer ones says nothing of those behind it.
  const newer = new Set<string | undefined>();
  let passed = 0;
  for (;;) {
    const messages = (await receive(client, source)).filter(({ MessageId }) => !newer.has(MessageId));
    if (messages.length === 0) return passed;
    for (const message of messages) {
      if (sentMs(message) >= beforeMs) {
        newer.add(message.MessageId);
        continue;
      }
      const { Body, ReceiptHandle } = message;
      await client.send(new SendMessageCommand({ QueueUrl: destination, MessageBody: Body }));
      await client.send(new DeleteMessageCommand({ QueueUrl: source, ReceiptHandle }));
      passed += 1;
    }
  }
};

const sentMs = ({ Attributes }: Message): number => Number(Attributes?.SentTimestamp ?? 0);

const receive = async (client: SQSClient, QueueUrl: string): Promise<readonly Message[]> => {
  const asked = new ReceiveMessageCommand({
    QueueUrl,
    MaxNumberOfMessages: 10,
    // Long polling: it looks at every server of the queue.
    WaitTimeSeconds: 2,
    MessageSystemAttributeNames: ['SentTimestamp'],
  });
  return (await client.send(asked)).Messages ?? [];
};

const urlOf = async (client: SQSClient, QueueName: string): Promise<string> =>
  (await client.send(new GetQueueUrlCommand({ QueueName }))).QueueUrl ?? '';
