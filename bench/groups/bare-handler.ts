import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient({});

/** What the cold start of the functions is held against: one client, one call, nothing else. */
export const handler = async (event: { readonly id: string }): Promise<void> => {
  await client.send(
    new PutItemCommand({
      TableName: process.env['TABLE_NAME'],
      Item: { pk: { S: event.id }, sk: { S: 'BARE' } },
      ConditionExpression: 'attribute_not_exists(pk)',
    }),
  );
};
