import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeleteItemCommand, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { writeAtomically } from '../kernel/state-file.ts';

/** Tokens are stored as their SHA-256, as the deployed API does. */
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

const readIfThere = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8').trim() || undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
};

/** The given token, else the one the state folder keeps, else a new one that it keeps from now on. */
export const settleToken = (given: string | undefined, stateDir: string): string => {
  if (given !== undefined) return given;
  const path = join(stateDir, 'token');
  const kept = readIfThere(path);
  if (kept !== undefined) return kept;
  const made = randomBytes(24).toString('base64url');
  writeAtomically(path, `${made}\n`);
  return made;
};

const keyOf = (hash: string) => ({ pk: { S: `TOKEN#${hash}` }, sk: { S: 'TOKEN' } });

/** Lets the token into the API with every scope; one that the host let in before and that has changed is put out. */
export const installToken = async (
  client: DynamoDBClient,
  table: string,
  token: string,
  stateDir: string,
): Promise<void> => {
  const path = join(stateDir, 'token.sha256');
  const hash = hashOf(token);
  const former = readIfThere(path);
  if (former !== undefined && former !== hash) {
    await client.send(new DeleteItemCommand({ TableName: table, Key: keyOf(former) }));
  }
  const scopes = { L: ['read', 'respond', 'admin'].map((scope) => ({ S: scope })) };
  const item = { ...keyOf(hash), name: { S: 'local' }, scopes };
  await client.send(new PutItemCommand({ TableName: table, Item: item }));
  writeAtomically(path, `${hash}\n`);
};
