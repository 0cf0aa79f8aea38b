import { join } from 'node:path';
import {
  DynamoDBClient,
  RestoreTableToPointInTimeCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { run } from './command.ts';

/**
 * Follows docs/operations.md, Restoring: the table is restored beside itself, incidents are lost, and the tool brings them
 * back. Throws Error where an item is missing afterwards.
 */
export const checkRestore = async (
  tableName: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<void> => {
  const raw = new DynamoDBClient({ endpoint: env['AWS_ENDPOINT_URL'] ?? '' });
  const client = DynamoDBDocumentClient.from(raw);
  const restored = `${tableName}-restored`;
  const keysIn = async (
    TableName: string,
  ): Promise<readonly { readonly pk: string; readonly sk: string }[]> => {
    const { Items = [] } = await client.send(new ScanCommand({ TableName, ConsistentRead: true }));
    return Items.map(({ pk, sk }) => ({ pk: String(pk), sk: String(sk) }));
  };
  try {
    await raw.send(
      new RestoreTableToPointInTimeCommand({
        SourceTableName: tableName,
        TargetTableName: restored,
        UseLatestRestorableTime: true,
      }),
    );
    await waitUntilTableExists({ client: raw, maxWaitTime: 60 }, { TableName: restored });
    const lost = (await keysIn(restored)).filter(({ pk }) => pk.startsWith('INC#'));
    if (lost.length === 0) throw new Error('nothing was restored: the table has no incident');
    for (const Key of lost) await client.send(new DeleteCommand({ TableName: tableName, Key }));
    const tool = join('tools', 'restore-items.ts');
    await run(process.execPath, [tool, '--from', restored, '--table', tableName], { env, signal });
    const there = new Set((await keysIn(tableName)).map(({ pk, sk }) => `${pk} ${sk}`));
    const missing = lost.filter(({ pk, sk }) => !there.has(`${pk} ${sk}`));
    if (missing.length > 0) throw new Error(`${missing.length} of ${lost.length} items did not come back`);
  } finally {
    raw.destroy();
  }
};
