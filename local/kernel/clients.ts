import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';

/** Base URLs of the embedded services. */
export interface ServiceUrls {
  readonly dynamodb: string;
  readonly sns: string;
  readonly sqs: string;
}

/** SDK clients of the embedded services. */
export interface Clients {
  readonly dynamodb: DynamoDBClient;
  readonly sns: SNSClient;
  readonly sqs: SQSClient;
  destroy(): void;
}

/** The embedded services take any credentials, but want some. */
export const localCredentials = { accessKeyId: 'local', secretAccessKey: 'local' } as const;

export const makeClients = (urls: ServiceUrls, region: string): Clients => {
  const options = { region, credentials: localCredentials };
  const dynamodb = new DynamoDBClient({ ...options, endpoint: urls.dynamodb });
  const sns = new SNSClient({ ...options, endpoint: urls.sns });
  const sqs = new SQSClient({ ...options, endpoint: urls.sqs });
  return {
    dynamodb,
    sns,
    sqs,
    destroy: () => {
      for (const client of [dynamodb, sns, sqs]) client.destroy();
    },
  };
};
