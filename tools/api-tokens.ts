import { randomBytes } from 'node:crypto';
import { DeleteCommand, PutCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import { tokenKey } from '../adapters/dynamodb/keys.ts';
import type { Table } from '../adapters/dynamodb/table.ts';
import { digest } from '../functions/serve-api/access/digest.ts';
import type { ApiToken } from '../protocol/ports/access.ts';

const DAY_MS = 86_400_000;

/** An expired token is kept so long: until then its owner hears `token-expired`, afterwards `token-unknown`. */
const KEPT_DAYS = 30;

/** A token as it is listed: never the token itself, which nothing keeps. */
export interface ListedToken extends ApiToken {
  readonly hash: string;
  readonly createdAtMs?: number;
}

/** Makes a token of 256 random bits, keeps its hash, and answers the token: this is the only time that it is seen. */
export const createToken = async (table: Table, token: ApiToken, nowMs: number): Promise<string> => {
  const secret = `tocsin_${randomBytes(32).toString('base64url')}`;
  const { name, scopes, expiresAtMs } = token;
  const expiry =
    expiresAtMs === undefined
      ? {}
      : { expiresAtMs, expiresAt: Math.ceil((expiresAtMs + KEPT_DAYS * DAY_MS) / 1_000) };
  const Item = { ...tokenKey(digest(secret)), name, scopes: [...scopes], createdAtMs: nowMs, ...expiry };
  await table.client.send(new PutCommand({ TableName: table.name, Item }));
  return secret;
};

/**
 * Every token of the stack, by name. Tokens have no index, as the API never lists them: this scans the whole table,
 * which a person may do now and then.
 */
export const listTokens = async (table: Table): Promise<readonly ListedToken[]> => {
  const tokens: ListedToken[] = [];
  const wanted = {
    TableName: table.name,
    FilterExpression: 'begins_with(pk, :token)',
    ExpressionAttributeValues: { ':token': TOKEN_PREFIX },
  };
  for await (const { Items = [] } of paginateScan({ client: table.client }, wanted)) {
    tokens.push(...Items.map(tokenOf));
  }
  return tokens.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
};

const TOKEN_PREFIX = tokenKey('').pk;

const tokenOf = (item: Readonly<Record<string, unknown>>): ListedToken => {
  const { pk, name, scopes, expiresAtMs, createdAtMs } = item;
  return {
    hash: String(pk).slice(TOKEN_PREFIX.length),
    name: String(name),
    scopes: Array.isArray(scopes) ? scopes : [],
    ...(typeof expiresAtMs === 'number' ? { expiresAtMs } : {}),
    ...(typeof createdAtMs === 'number' ? { createdAtMs } : {}),
  };
};

/** Ends every token of a name at once; answers how many there were. */
export const revokeTokens = async (table: Table, name: string): Promise<number> => {
  const own = (await listTokens(table)).filter((token) => token.name === name);
  for (const token of own) await revokeToken(table, token);
  return own.length;
};

/** Ends one token at once. */
export const revokeToken = async (table: Table, { hash }: Pick<ListedToken, 'hash'>): Promise<void> => {
  await table.client.send(new DeleteCommand({ TableName: table.name, Key: { ...tokenKey(hash) } }));
};
