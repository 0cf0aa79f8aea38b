import {
  DescribeTableCommand,
  DynamoDBClient,
  type DynamoDBClientConfig,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import type { Resource } from './template.ts';

/**
 * What becomes of the table. Kept: it outlives its stack, and its replacement, but not a creation that failed, which
 * would block every further try by its name. CloudFormation User Guide, "DeletionPolicy attribute".
 */
export const keepingOf = (keep: boolean): Pick<Resource, 'DeletionPolicy' | 'UpdateReplacePolicy'> =>
  keep
    ? { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' }
    : { DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' };

/**
 * Nobody deletes the table by mistake from now on. This follows a deployment and is no part of the template: a
 * protected table could not be cleaned up after a first deployment that failed (docs/adr/0021).
 * DynamoDB Developer Guide, "Using deletion protection". Throws what the SDK throws.
 */
export const protectTable = async (tableName: string, settings: DynamoDBClientConfig): Promise<void> => {
  const client = new DynamoDBClient(settings);
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
    if (Table?.DeletionProtectionEnabled === true) return;
    await client.send(new UpdateTableCommand({ TableName: tableName, DeletionProtectionEnabled: true }));
  } finally {
    client.destroy();
  }
};
