import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDynamoDbIncidentQueries } from '../../../adapters/dynamodb/incident-queries.ts';
import { createDynamoDbIncidentStore } from '../../../adapters/dynamodb/incident-store.ts';
import type { Table } from '../../../adapters/dynamodb/table.ts';
import { type DynamoDbHost, startDynamoDbHost } from '../../contract/dynamodb-table.ts';
import { sampleIncident, T0 } from '../../contract/sample-records.ts';

const MANY = 700;
const rare = [100, 101, MANY - 1];
let host: DynamoDbHost;
let table: Table;
let reads: { calls: number; records: number; items: number };
beforeAll(async () => {
  host = await startDynamoDbHost();
  table = await host.newTable();
  const store = createDynamoDbIncidentStore(table);
  const incidents = Array.from({ length: MANY }, (_, n) =>
    sampleIncident({
      openedAtMs: T0 - n,
      severity: n === MANY - 1 ? 'SEV1' : 'SEV3',
      ...(rare.includes(n) ? { title: `a rare one ${n}` } : {}),
    }),
  );
  for (let start = 0; start < MANY; start += 50) {
    await Promise.all(incidents.slice(start, start + 50).map((incident) => store.create(incident)));
  }
  table.client.middlewareStack.add(
    (next) => async (args) => {
      const answer = await next(args);
      reads.calls += 1;
      const { output } = answer;
      if (typeof output === 'object' && output !== null && 'Items' in output && Array.isArray(output.Items)) {
        reads.records += output.Items.length;
      }
      if (typeof output === 'object' && output !== null && 'Responses' in output)
        reads.items += Object.values(output.Responses as object).flat().length;
      return answer;
    },
    { step: 'initialize', name: 'countReads' },
  );
});
afterAll(() => host.stop());

const list = async (query: object, limit: number) => {
  reads = { calls: 0, records: 0, items: 0 };
  return createDynamoDbIncidentQueries(table).list({ ...query, limit, nowMs: T0 + 1 });
};

test('a page of many incidents reads a page, not the table', async () => {
  const { incidents, next } = await list({}, 20);
  expect(incidents).toHaveLength(20);
  expect(next).toBeDefined();
  expect(reads.records).toBeLessThanOrEqual(8 * 20);
});

test('a rare match is looked for in a bounded number of records a request, and found in the end', async () => {
  let start: string | undefined;
  let requests = 0;
  const found: string[] = [];
  do {
    const page = await list({ severity: ['SEV1'], ...(start === undefined ? {} : { start }) }, 20);
    expect(reads.records).toBeLessThanOrEqual(600);
    found.push(...page.incidents.map(({ severity }) => severity));
    start = page.next;
    requests += 1;
  } while (start !== undefined);
  expect(found).toEqual(['SEV1']);
  expect(requests).toBeGreaterThan(1);
  expect(requests).toBeLessThan(10);
});

test('a search reads a bounded number of incidents a request, and finds all in the end', async () => {
  let start: string | undefined;
  let requests = 0;
  const found: string[] = [];
  do {
    const page = await list({ words: ['rare'], ...(start === undefined ? {} : { start }) }, 1);
    expect(reads.items).toBeLessThanOrEqual(200);
    expect(reads.records).toBeLessThanOrEqual(600);
    expect(page.incidents.length).toBeLessThanOrEqual(1);
    found.push(...page.incidents.map(({ title }) => title));
    start = page.next;
    requests += 1;
  } while (start !== undefined);
  expect(found).toEqual(['a rare one 100', 'a rare one 101', `a rare one ${MANY - 1}`]);
  expect(requests).toBeGreaterThan(3);
  expect(requests).toBeLessThan(12);
});

test('a page start is short enough for an address', async () => {
  expect((await list({}, 20)).next?.length).toBeLessThan(700);
});

test('years without incidents are passed over in a bounded number of reads a request', async () => {
  const fromMs = Date.UTC(2020, 0, 1);
  const page = await list({ fromMs, toMs: Date.UTC(2025, 0, 1) }, 20);
  expect(page.incidents).toEqual([]);
  expect(page.next).toBeDefined();
  expect(reads.calls).toBeLessThanOrEqual(13 * 8);
});

test('a time far in the future costs nothing', async () => {
  const { incidents } = await list({ toMs: Date.UTC(9999, 0, 1) }, 3);
  expect(incidents).toHaveLength(3);
  expect(reads.calls).toBeLessThanOrEqual(20);
});

test('a page start that is none is an error', async () => {
  await expect(list({ start: '{"toMs":1}' }, 3)).rejects.toThrow(
    /^DynamoDB list of its page start failed: TypeError$/u,
  );
});
