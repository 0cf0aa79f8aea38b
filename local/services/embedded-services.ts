import { join } from 'node:path';
import type { AccessKey } from '../kernel/access-key.ts';
import { type Clients, makeClients, type ServiceUrls } from '../kernel/clients.ts';
import type { AskQueues } from '../kernel/queues.ts';
import type { DynamoDbStart } from './dynamodb-thread.ts';
import type { HeldMessage } from './embedded-messaging.ts';
import type { MessagingReady, MessagingStart } from './messaging-thread.ts';
import { openQueueLine } from './queue-line.ts';
import { type Ready, startThread } from './service-thread.ts';

/** The embedded DynamoDB, SNS and SQS, and clients of them. */
export interface EmbeddedServices {
  readonly urls: ServiceUrls;
  /** The key that they ask for. */
  readonly credentials: AccessKey;
  readonly clients: Clients;
  /** The host's own line to the queues. */
  readonly queues: AskQueues;
  /** Messages in flight when they started, by the queue's name. */
  held(queue: string): readonly HeldMessage[];
  stop(): Promise<void>;
}

/** The queue through which the host sees what it sends to people, in the texts of all protocols. */
export const noticeQueueName = 'local-notices';

/** Without limits each thread's heap grows to what a storm once needed, and stays. Queues are held in memory. */
const dynamoDbLimits = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 24 };
const messagingLimits = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 16 };

const startDynamoDbThread = (start: DynamoDbStart) =>
  startThread<Ready>('DynamoDB', new URL('./dynamodb-thread.ts', import.meta.url), start, dynamoDbLimits);

const startMessagingThread = (start: MessagingStart) =>
  startThread<MessagingReady>(
    'SNS and SQS',
    new URL('./messaging-thread.ts', import.meta.url),
    start,
    messagingLimits,
  );

/** Starts them on the data that the state folder keeps; they answer to this access key alone. */
export const startServices = async (
  stateDir: string,
  region: string,
  credentials: AccessKey,
): Promise<EmbeddedServices> => {
  const [dynamodb, messaging] = await Promise.all([
    startDynamoDbThread({ dataDir: join(stateDir, 'dynamodb'), credentials }),
    startMessagingThread({
      dataDir: join(stateDir, 'messaging'),
      region,
      credentials,
      wholeFor: [noticeQueueName],
    }),
  ]);
  const urls = { dynamodb: dynamodb.url, sns: messaging.url, sqs: messaging.url };
  const clients = makeClients(urls, region, credentials);
  return {
    urls,
    credentials,
    clients,
    queues: openQueueLine(messaging.worker),
    held: (queue) => messaging.ready.held.filter((message) => message.queue === queue),
    stop: async () => {
      clients.destroy();
      await messaging.stop();
      await dynamodb.stop();
    },
  };
};
