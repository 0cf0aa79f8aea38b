import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import { INCIDENT_PREFIX, stateKey, tokenKey } from '../../adapters/dynamodb/keys.ts';
import type { Table } from '../../adapters/dynamodb/table.ts';

/** What was done, in items. */
export interface Copied {
  readonly copied: number;
  /** The table has one of that key: it stays as it is. */
  readonly there: number;
  /** API tokens: one that was revoked since would work again. */
  readonly tokens: number;
  /** They belong to incidents that have been retired since. */
  readonly retired: number;
}

/** Puts at once. */
const AT_ONCE = 25;

const TOKEN_PREFIX = tokenKey('').pk;

/** Copies what the table lacks out of another, which was restored beside it. Can be run again, and while the stack works. */
export const copyMissing = async (from: Table, to: Table): Promise<Copied> => {
  const counts = { copied: 0, there: 0, tokens: 0, retired: 0 };
  const isRetired = retiredIn(to);
  const copy = async (item: Readonly<Record<string, unknown>>): Promise<void> => {
    if (String(item['pk']).startsWith(TOKEN_PREFIX)) counts.tokens++;
    else if (await isRetired(String(item['pk']))) counts.retired++;
    else if (await putIfMissing(to, item)) counts.copied++;
    else counts.there++;
  };
  for await (const { Items = [] } of paginateScan({ client: from.client }, { TableName: from.name })) {
    for (let n = 0; n < Items.length; n += AT_ONCE) await Promise.all(Items.slice(n, n + AT_ONCE).map(copy));
  }
  return counts;
};

/** Whether an item belongs to an incident of which this table keeps nothing but its claim. Asks once an incident. */
const retiredIn = (table: Table): ((pk: string) => Promise<boolean>) => {
  const known = new Map<string, Promise<boolean>>();
  const { sk } = stateKey('');
  const ask = async (pk: string): Promise<boolean> => {
    const get = new GetCommand({ TableName: table.name, Key: { pk, sk }, ConsistentRead: true });
    return (await table.client.send(get)).Item?.['retiredAtMs'] !== undefined;
  };
  return async (pk) => {
    if (!pk.startsWith(INCIDENT_PREFIX)) return false;
    const answer = known.get(pk) ?? ask(pk);
    known.set(pk, answer);
    return answer;
  };
};

const putIfMissing = async (table: Table, item: Readonly<Record<string, unknown>>): Promise<boolean> => {
  const nothingIsThere = 'attribute_not_exists(pk)';
  const put = new PutCommand({
    TableName: table.name,
    Item: { ...item },
    ConditionExpression: nothingIsThere,
  });
  try {
    await table.client.send(put);
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};
