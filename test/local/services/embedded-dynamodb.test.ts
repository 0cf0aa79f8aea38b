import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import {
  CreateTableCommand,
  DeleteItemCommand,
  DynamoDBClient,
  PutItemCommand,
  paginateScan,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, expect, test } from 'vitest';
import { makeFolder, removeFolders } from '../fixture/package.ts';

afterAll(removeFolders);

const script = fileURLToPath(new URL('../fixture/dynamodb-process.ts', import.meta.url));
const TableName = 'places';
const byMoment = { IndexName: 'moment', hash: 'shard', range: 'at' };

interface Running {
  readonly child: ChildProcess;
  readonly client: DynamoDBClient;
}

const start = async (folder: string): Promise<Running> => {
  const child = fork(script, [folder]);
  const [endpoint] = await once(child, 'message');
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  return {
    child,
    client: new DynamoDBClient({ endpoint, region: 'eu-west-1', credentials, maxAttempts: 1 }),
  };
};

const createTable = (client: DynamoDBClient) =>
  client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['id', byMoment.hash, byMoment.range].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      GlobalSecondaryIndexes: [
        {
          IndexName: byMoment.IndexName,
          KeySchema: [
            { AttributeName: byMoment.hash, KeyType: 'HASH' },
            { AttributeName: byMoment.range, KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    }),
  );

/** Each write moves an item within the index; some take it out. What the kill cuts short fails. */
const writeAll = (client: DynamoDBClient, round: number) =>
  Promise.allSettled(
    Array.from({ length: 150 }, (_, n) => {
      const id = { S: `item-${n % 50}` };
      const at = { S: `${round}-${n}` };
      if (n % 7 === 0) return client.send(new DeleteItemCommand({ TableName, Key: { id } }));
      if (n % 2 === 0)
        return client.send(new PutItemCommand({ TableName, Item: { id, shard: { S: '1' }, at } }));
      return client.send(
        new UpdateItemCommand({
          TableName,
          Key: { id },
          UpdateExpression: 'SET #at = :at, shard = :shard',
          ExpressionAttributeNames: { '#at': 'at' },
          ExpressionAttributeValues: { ':at': at, ':shard': { S: '1' } },
        }),
      );
    }),
  );

const scan = async (client: DynamoDBClient, index: { IndexName?: string }): Promise<readonly string[]> => {
  const found: string[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName, ...index }))
    found.push(...Items.map(({ id, at }) => `${id?.S} ${at?.S}`));
  return found.sort();
};

test('after each kill in the midst of writes an index holds exactly what the items say', async () => {
  const folder = makeFolder();
  let running = await start(folder);
  await createTable(running.client);
  for (let round = 0; round < 5; round++) {
    const written = writeAll(running.client, round);
    await running.client.send(new PutItemCommand({ TableName, Item: { id: { S: `round-${round}` } } }));
    const ended = once(running.child, 'exit');
    running.child.kill('SIGKILL');
    await Promise.all([ended, written]);
    running.client.destroy();
    running = await start(folder);
    const items = (await scan(running.client, {})).filter((item) => !item.startsWith('round-'));
    expect(await scan(running.client, { IndexName: byMoment.IndexName })).toEqual(items);
  }
  const ended = once(running.child, 'exit');
  running.child.disconnect();
  await ended;
  running.client.destroy();
});
