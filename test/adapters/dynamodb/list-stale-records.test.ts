import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { itemOfIncident } from '../../../adapters/dynamodb/incident-item.ts';
import { createDynamoDbIncidentQueries } from '../../../adapters/dynamodb/incident-queries.ts';
import { createDynamoDbIncidentStore } from '../../../adapters/dynamodb/incident-store.ts';
import type { Item } from '../../../adapters/dynamodb/item.ts';
import type { Table } from '../../../adapters/dynamodb/table.ts';
import type { ListQuery } from '../../../protocol/ports/queries.ts';
import { type DynamoDbHost, startDynamoDbHost } from '../../contract/dynamodb-table.ts';
import { sampleIncident, T0 } from '../../contract/sample-records.ts';

const incidents = Array.from({ length: 6 }, (_, n) => sampleIncident({ openedAtMs: T0 - 10 * n }));
const ids = incidents.map(({ id }) => id);

/** Each incident at its own place, and at others before and after it: an index that has not caught up. */
const records: readonly Item[] = incidents
  .flatMap((incident) =>
    [0, -25, 25].map((apartMs) => itemOfIncident({ ...incident, openedAtMs: incident.openedAtMs + apartMs })),
  )
  .sort((a, b) => Number(b['openedAt']) - Number(a['openedAt']));

/** What such an index answers to the adapter's queries. */
const answerOf = (input: Readonly<Record<string, unknown>>) => {
  const { ':partition': partition }: Item = Object(input['ExpressionAttributeValues']);
  const attribute = String(input['KeyConditionExpression']).split('=')[0] ?? '';
  const { pk, openedAt = Number.POSITIVE_INFINITY }: Item = Object(input['ExclusiveStartKey']);
  const left = records.filter((record) => record[attribute] === partition);
  const after = left.findIndex((record) => record['pk'] === pk && record['openedAt'] === openedAt) + 1;
  const items = left.slice(after, after + Number(input['Limit']));
  const hasMore = after + items.length < left.length;
  return { Items: items, ...(hasMore ? { LastEvaluatedKey: {} } : {}) };
};

let host: DynamoDbHost;
let table: Table;
beforeAll(async () => {
  host = await startDynamoDbHost();
  table = await host.newTable();
  const store = createDynamoDbIncidentStore(table);
  await Promise.all(incidents.map((incident) => store.create(incident)));
  table.client.middlewareStack.add(
    (next) => async (args) => {
      const input: Readonly<Record<string, unknown>> = Object(args.input);
      if (input['IndexName'] === undefined) return next(args);
      return { output: { ...answerOf(input), $metadata: {} }, response: undefined };
    },
    { step: 'initialize', name: 'laggingIndex', priority: 'high' },
  );
});
afterAll(() => host.stop());

/** The ids on all pages of this size, in their order. */
const pagesOf = async (query: Partial<ListQuery>, limit: number): Promise<readonly string[]> => {
  const queries = createDynamoDbIncidentQueries(table);
  const found: string[] = [];
  let start: string | undefined;
  for (let pages = 0; pages === 0 || start !== undefined; pages++) {
    if (pages > 100) throw new Error('the list has no end');
    const from = start === undefined ? {} : { start };
    const page = await queries.list({ ...query, limit, nowMs: T0 + 1_000, ...from });
    found.push(...page.incidents.map(({ id }) => id));
    start = page.next;
  }
  return found;
};

describe.each([
  ['the history', {}],
  ['the open ones', { status: ['investigating' as const] }],
  ['a service', { service: 'checkout' }],
])('of %s', (_what, query) => {
  test.each([1, 4, 100])('a list in pages of %i shows each incident once', async (limit) => {
    expect(await pagesOf(query, limit)).toEqual(ids);
  });
});
