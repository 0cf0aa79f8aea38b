import { join } from 'node:path';
import { type Clients, makeClients, type ServiceUrls } from '../kernel/clients.ts';
import { startDynamoDb } from './embedded-dynamodb.ts';
import { type Messaging, startMessaging } from './embedded-messaging.ts';

/** The embedded DynamoDB, SNS and SQS, and clients of them. */
export interface EmbeddedServices {
  readonly urls: ServiceUrls;
  readonly clients: Clients;
  readonly held: Messaging['held'];
  stop(): Promise<void>;
}

/** The queue through which the host sees what it sends to people, in the texts of all protocols. */
export const noticeQueueName = 'local-notices';

/** Starts them on the data that the state folder keeps. */
export const startServices = async (stateDir: string, region: string): Promise<EmbeddedServices> => {
  const dynamodb = await startDynamoDb(join(stateDir, 'dynamodb'));
  const messaging = await startMessaging(join(stateDir, 'messaging'), region, [noticeQueueName]);
  const urls = { dynamodb: dynamodb.url, sns: messaging.url, sqs: messaging.url };
  const clients = makeClients(urls, region);
  return {
    urls,
    clients,
    held: messaging.held,
    stop: async () => {
      clients.destroy();
      await messaging.stop();
      await dynamodb.stop();
    },
  };
};
