import { setTimeout as sleep } from 'node:timers/promises';
import { BatchGetCommand, BatchWriteCommand, type BatchWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Item } from './item.ts';
import type { ItemKey } from './keys.ts';
import { StoreError } from './store-error.ts';
import { attempt, type Table } from './table.ts';

/** Items a call (DynamoDB, "Quotas"): BatchGetItem 100, BatchWriteItem 25. */
const READS_A_CALL = 100;
const WRITES_A_CALL = 25;
/** Rounds for what a call leaves unprocessed (throttling, 16 MB answers): tried again after 50, 100, 200 ms. */
const MAX_ROUNDS = 4;
const FIRST_PAUSE_MS = 50;

/**
 * Reads items strongly consistently, in no order. Items that do not exist are left out. `hint`: of an item that is not worth
 * another round, so that a throttled one delays nobody.
 */
export const readItems = async (
  table: Table,
  operation: string,
  keys: readonly ItemKey[],
  hint?: ItemKey,
): Promise<readonly Item[]> => {
  const distinct = [...new Map(keys.map((key) => [JSON.stringify([key.pk, key.sk]), key])).values()];
  const chunks = await Promise.all(
    chunksOf(distinct, READS_A_CALL).map(async (chunk) => {
      const items: Item[] = [];
      await inRounds(operation, chunk, async (left) => {
        const request = {
          [table.name]: { Keys: left.map(({ pk, sk }) => ({ pk, sk })), ConsistentRead: true },
        };
        const answer = await table.client.send(new BatchGetCommand({ RequestItems: request }));
        items.push(...(answer.Responses?.[table.name] ?? []));
        const unprocessed = answer.UnprocessedKeys?.[table.name]?.Keys ?? [];
        const isHint = (pk: unknown) => hint !== undefined && pk === hint.pk;
        return unprocessed.flatMap(({ pk, sk }) => (isHint(pk) ? [] : [{ pk: String(pk), sk: String(sk) }]));
      });
      return items;
    }),
  );
  return chunks.flat();
};

/** Puts items, over whatever is there. */
export const writeItems = (table: Table, operation: string, items: readonly Item[]): Promise<void> =>
  writeAll(
    table,
    operation,
    items.map((item) => ({ PutRequest: { Item: { ...item } } })),
  );

/** Deletes items, each of another key. Those that do not exist are no error. */
export const deleteItems = (table: Table, operation: string, keys: readonly ItemKey[]): Promise<void> =>
  writeAll(
    table,
    operation,
    keys.map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } })),
  );

type WriteRequest = NonNullable<BatchWriteCommandInput['RequestItems']>[string][number];

const writeAll = async (
  table: Table,
  operation: string,
  requests: readonly WriteRequest[],
): Promise<void> => {
  await Promise.all(
    chunksOf(requests, WRITES_A_CALL).map((chunk) =>
      inRounds(operation, chunk, async (left) => {
        const write = new BatchWriteCommand({ RequestItems: { [table.name]: [...left] } });
        return (await table.client.send(write)).UnprocessedItems?.[table.name] ?? [];
      }),
    ),
  );
};

const inRounds = async <T>(
  operation: string,
  all: readonly T[],
  process: (left: readonly T[]) => Promise<readonly T[]>,
): Promise<void> => {
  const subject = `${all.length} items`;
  let left = all;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    if (round > 0) await sleep(FIRST_PAUSE_MS * 2 ** (round - 1));
    left = await attempt(operation, subject, () => process(left));
    if (left.length === 0) return;
  }
  const unprocessed = new Error(`${left.length} were left unprocessed`);
  unprocessed.name = 'UnprocessedItems';
  throw new StoreError(operation, subject, unprocessed);
};

const chunksOf = <T>(all: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));
