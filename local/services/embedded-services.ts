import { join } from 'node:path';
import type { AccessKey } from '../kernel/access-key.ts';
import { type Clients, makeClients, type ServiceUrls } from '../kernel/clients.ts';
import { startDynamoDb } from './embedded-dynamodb.ts';
import { type Messaging, startMessaging } from './embedded-messaging.ts';

/** The embedded DynamoDB, SNS and SQS, and clients of them. */
export interface EmbeddedServices {
  readonly urls: ServiceUrls;
  /** The key that they ask for. */
  readonly credentials: AccessKey;
  readonly clients: Clients;
  readonly held: Messaging['held'];
  stop(): Promise<void>;
}

/** Starts them on the data that the state folder keeps; they answer to this access key alone. */
export const startServices = async (
  stateDir: string,
  region: string,
  credentials: AccessKey,
): Promise<EmbeddedServices> => {
  const dynamodb = await startDynamoDb(join(stateDir, 'dynamodb'), credentials);
  const messaging = await startMessaging(join(stateDir, 'messaging'), region, credentials);
  const urls = { dynamodb: dynamodb.url, sns: messaging.url, sqs: messaging.url };
  const clients = makeClients(urls, region, credentials);
  return {
    urls,
    credentials,
    clients,
    held: messaging.held,
    stop: async () => {
      clients.destroy();
      await messaging.stop();
      await dynamodb.stop();
    },
  };
};
