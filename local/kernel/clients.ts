import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { AccessKey } from './access-key.ts';

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

export const makeClients = (urls: ServiceUrls, region: string, credentials: AccessKey): Clients => {
  const options = { region, credentials };
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
