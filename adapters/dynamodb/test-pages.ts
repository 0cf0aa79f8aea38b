import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type Severity, severities } from '../../domain/kernel/severity.ts';
import type { TestPage } from '../../domain/notice/test-page.ts';
import type { TestPageStore } from '../../protocol/ports/test-pages.ts';
import { readItems, writeItems } from './batch.ts';
import type { Item } from './item.ts';
import { testPageKey } from './keys.ts';
import { attemptIf, type Table } from './table.ts';

/** Port `TestPageStore` on DynamoDB: an item an audience. Every method throws StoreError when the table fails. */
export const createDynamoDbTestPages = (table: Table): TestPageStore => ({
  last: async (audiences) => (await readItems(table, 'testPages', audiences.map(testPageKey))).map(pageOf),
  keep: (page) => writeItems(table, 'keepTestPage', [{ ...testPageKey(page.audience), ...page }]),
  addArrival: async ({ id, audience }, by, atMs) => {
    let item: Item = {};
    const update = new UpdateCommand({
      TableName: table.name,
      Key: { ...testPageKey(audience) },
      UpdateExpression: 'SET arrivals.#by = if_not_exists(arrivals.#by, :at)',
      ConditionExpression: 'id = :id',
      ExpressionAttributeNames: { '#by': by },
      ExpressionAttributeValues: { ':id': id, ':at': atMs },
      ReturnValues: 'ALL_NEW',
    });
    const isLast = await attemptIf('addArrival', `the test page ${id}`, async () => {
      const { Attributes = {} } = await table.client.send(update);
      item = Attributes;
    });
    return isLast ? pageOf(item) : undefined;
  },
});

/** Written by this file alone: what it holds has the shape of a page. */
const pageOf = (item: Item): TestPage => ({
  id: String(item['id']),
  audience: String(item['audience']),
  severity: severityOf(item['severity']),
  by: String(item['by']),
  atMs: Number(item['atMs']),
  arrivals: Object.fromEntries(
    Object.entries(item['arrivals'] ?? {}).map(([name, atMs]) => [name, Number(atMs)]),
  ),
});

const severityOf = (value: unknown): Severity => severities.find((each) => each === value) ?? 'SEV1';
