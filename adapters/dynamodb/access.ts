import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Scope } from '../../domain/kernel/scope.ts';
import type { AccessStore, ApiToken } from '../../protocol/ports/access.ts';
import type { Item } from './item.ts';
import { cursorSecretKey, tokenKey } from './keys.ts';
import { StoreError } from './store-error.ts';
import { attempt, attemptIf, type Table } from './table.ts';

/** Port `AccessStore` on DynamoDB. Every method throws StoreError when the table cannot be reached. */
export const createDynamoDbAccess = (table: Table): AccessStore => ({
  token: (hash) => readToken(table, hash),
  cursorSecret: (candidate) => readCursorSecret(table, candidate),
});

const scopes: readonly Scope[] = ['read', 'respond', 'admin'];

const readToken = async (table: Table, hash: string): Promise<ApiToken | undefined> => {
  const get = new GetCommand({ TableName: table.name, Key: { ...tokenKey(hash) }, ConsistentRead: true });
  const { Item } = await attempt('token', 'an API token', () => table.client.send(get));
  return Item === undefined ? undefined : tokenOfItem(Item);
};

/** People's tools write tokens, so they are checked. */
const tokenOfItem = (item: Item): ApiToken => {
  const { name, scopes: granted, expiresAtMs } = item;
  const isExpiryValid = expiresAtMs === undefined || typeof expiresAtMs === 'number';
  if (typeof name !== 'string' || !Array.isArray(granted) || !isExpiryValid) {
    const mistake = new TypeError(
      'its item needs name (text), scopes (list) and expiresAtMs (number or none)',
    );
    throw new StoreError('token', 'an API token', mistake);
  }
  const known = scopes.filter((scope) => granted.includes(scope));
  return { name, scopes: known, ...(expiresAtMs === undefined ? {} : { expiresAtMs }) };
};

/** The first candidate that is written becomes everybody's secret. */
const readCursorSecret = async (table: Table, candidate: string): Promise<string> => {
  const kept = await readSecret(table);
  if (kept !== undefined) return kept;
  const nothingIsThere = 'attribute_not_exists(pk)';
  const put = new PutCommand({
    TableName: table.name,
    Item: { ...cursorSecretKey, secret: candidate },
    ConditionExpression: nothingIsThere,
  });
  const isOurs = await attemptIf('cursorSecret', 'the cursor secret', () => table.client.send(put));
  if (isOurs) return candidate;
  const theirs = await readSecret(table);
  if (theirs !== undefined) return theirs;
  throw new StoreError('cursorSecret', 'the cursor secret', new Error('it is there but cannot be read'));
};

const readSecret = async (table: Table): Promise<string | undefined> => {
  const get = new GetCommand({ TableName: table.name, Key: { ...cursorSecretKey }, ConsistentRead: true });
  const { Item } = await attempt('cursorSecret', 'the cursor secret', () => table.client.send(get));
  const secret: unknown = Item?.['secret'];
  return typeof secret === 'string' ? secret : undefined;
};
