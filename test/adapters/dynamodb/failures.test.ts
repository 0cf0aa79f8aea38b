import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDynamoDbAccess } from '../../../adapters/dynamodb/access.ts';
import { createDynamoDbIncidentStore } from '../../../adapters/dynamodb/incident-store.ts';
import { createTable, type Table } from '../../../adapters/dynamodb/table.ts';
import { type AwsStub, startAwsStub } from '../../contract/aws-stub.ts';
import { type DynamoDbHost, startDynamoDbHost } from '../../contract/dynamodb-table.ts';
import { nextOf, sampleIncident, T0 } from '../../contract/sample-records.ts';

let host: DynamoDbHost;
let stub: AwsStub;
beforeAll(async () => {
  [host, stub] = await Promise.all([startDynamoDbHost(), startAwsStub()]);
});
afterAll(() => Promise.all([host.stop(), stub.stop()]));

const stubStore = (settings: object = {}) => {
  stub.requests.length = 0;
  return createDynamoDbIncidentStore(
    createTable('tocsin-test', { ...stub.settings, maxAttempts: 1, ...settings }),
  );
};
const json = (body: object) => ({ status: 200, body: JSON.stringify(body) });

/** Takes the answer of the next write away after it took effect, as a broken connection does. */
const loseNextAnswer = (table: Table): void => {
  let isLost = false;
  table.client.middlewareStack.add(
    (next) => async (args) => {
      const answer = await next(args);
      if (isLost) return answer;
      isLost = true;
      throw Object.assign(new Error('socket hang up'), { name: 'TimeoutError', $metadata: {} });
    },
    { step: 'deserialize', name: 'loseNextAnswer', priority: 'high', override: true },
  );
};

describe('an answer lost after the write took effect (I3)', () => {
  test('of a commit looks like a lost race, and the record carries our commit id', async () => {
    const table = await host.newTable();
    const store = createDynamoDbIncidentStore(table);
    const before = sampleIncident();
    await store.create(before);
    loseNextAnswer(table);
    const after = nextOf(before, { commitId: 'ours' });
    expect(await store.commit(before, after)).toBe(false);
    expect(await store.read(before.id)).toEqual(after);
  });

  test('of a creation looks like an incident that was there, and it is ours', async () => {
    const table = await host.newTable();
    const store = createDynamoDbIncidentStore(table);
    loseNextAnswer(table);
    const incident = sampleIncident({ commitId: 'ours' });
    expect(await store.create(incident)).toBe(false);
    expect((await store.read(incident.id))?.commitId).toBe('ours');
  });

  test('of finished effects changes nothing', async () => {
    const table = await host.newTable();
    const store = createDynamoDbIncidentStore(table);
    const incident = sampleIncident();
    await store.create(incident);
    loseNextAnswer(table);
    await store.finishEffects(incident.id, ['page'], {
      version: 1,
      due: { atMs: T0 + 5 },
      firstPagedAtMs: T0,
    });
    expect(await store.read(incident.id)).toEqual({ ...incident, dueAtMs: T0 + 5, firstPagedAtMs: T0 });
  });
});

describe('what a batch leaves unprocessed', () => {
  const key = (name: string) => ({ pk: { S: `ALARM#${name}` }, sk: { S: 'LATEST' } });
  const item = (name: string) => ({
    ...key(name),
    signalId: { S: name },
    order: { S: '1' },
    active: { BOOL: true },
  });
  const wanted = { keys: [], signalIds: ['a', 'b'], incidentIds: [] };

  test('is read again until all is there', async () => {
    const store = stubStore();
    stub.answer(
      json({
        Responses: { 'tocsin-test': [item('a')] },
        UnprocessedKeys: { 'tocsin-test': { Keys: [key('b')] } },
      }),
      json({ Responses: { 'tocsin-test': [item('b')] }, UnprocessedKeys: {} }),
    );
    expect([...(await store.readHeads(wanted)).alarms.keys()]).toEqual(['a', 'b']);
    expect(JSON.parse(stub.requests[1] ?? '').RequestItems['tocsin-test']).toEqual({
      Keys: [key('b')],
      ConsistentRead: true,
    });
  });

  test('is not read again where it is the count of pages: nothing waits for that', async () => {
    const store = stubStore();
    const pages = { pk: { S: `PAGES#${T0}` }, sk: { S: 'COUNT' } };
    stub.answer(
      json({
        Responses: { 'tocsin-test': [item('a'), item('b')] },
        UnprocessedKeys: { 'tocsin-test': { Keys: [pages] } },
      }),
    );
    const heads = await store.readHeads({ ...wanted, pagesOfMs: T0 });
    expect([...heads.alarms.keys()]).toEqual(['a', 'b']);
    expect(heads.pages).toEqual(new Map());
    expect(stub.requests).toHaveLength(1);
  });

  test('is an error in the end, never an answer with gaps', async () => {
    const store = stubStore();
    stub.answer(json({ Responses: {}, UnprocessedKeys: { 'tocsin-test': { Keys: [key('a'), key('b')] } } }));
    await expect(store.readHeads(wanted)).rejects.toThrow(
      'DynamoDB readHeads of 2 items failed: UnprocessedItems',
    );
    expect(stub.requests).toHaveLength(4);
  });

  test('is written again until all is there', async () => {
    const store = stubStore();
    const entries = ['x', 'y'].map((text) => ({ atMs: T0, kind: 'note', by: 'maya', text }) as const);
    const left = {
      PutRequest: { Item: { pk: { S: 'INC#abc-1' }, sk: { S: 'ENTRY#0000000001#001' }, text: { S: 'y' } } },
    };
    stub.answer(json({ UnprocessedItems: { 'tocsin-test': [left] } }), json({ UnprocessedItems: {} }));
    await store.appendEntries('abc-1', 1, entries);
    expect(JSON.parse(stub.requests[1] ?? '').RequestItems['tocsin-test']).toEqual([left]);
  });
});

describe('errors', () => {
  const refusal = (type: string) => ({
    status: 400,
    body: JSON.stringify({ __type: type, message: 'item of +46701234567' }),
  });

  test('name operation and id, keep the cause, and tell nothing of the item', async () => {
    const store = stubStore();
    stub.answer(refusal('ProvisionedThroughputExceededException'));
    const secret = sampleIncident({ id: 'abc-1', title: 'call +46701234567' });
    await expect(store.create(secret)).rejects.toMatchObject({
      name: 'StoreError',
      operation: 'create',
      subject: 'abc-1',
      message: 'DynamoDB create of abc-1 failed: ProvisionedThroughputExceededException',
      cause: { name: 'ProvisionedThroughputExceededException' },
    });
  });

  test('of a conditional write are never taken for a failed condition', async () => {
    const store = stubStore();
    stub.answer(refusal('ValidationException'));
    const incident = sampleIncident();
    const writes = [
      store.commit(incident, nextOf(incident, {})),
      store.raiseSlot('key', 1),
      store.finishEffects(incident.id, ['a'], { version: 1, due: undefined }),
    ];
    for (const write of writes) await expect(write).rejects.toThrow(/ValidationException$/u);
  });

  test('a table that does not answer is an error in time', async () => {
    const store = stubStore({ requestHandler: { requestTimeout: 50, throwOnRequestTimeout: true } });
    stub.answer('silence');
    await expect(store.read('abc-1')).rejects.toThrow('DynamoDB read of abc-1 failed: TimeoutError');
  });

  test('a token item that somebody wrote wrongly is an error, never an open door', async () => {
    const table = await host.newTable();
    const access = createDynamoDbAccess(table);
    const put = (item: object) =>
      table.client.send(
        new PutCommand({ TableName: table.name, Item: { pk: 'TOKEN#5e88', sk: 'TOKEN', ...item } }),
      );
    for (const item of [
      { scopes: ['read'] },
      { name: 'maya', scopes: 'admin' },
      { name: 'maya', scopes: [], expiresAtMs: 'never' },
    ]) {
      await put(item);
      await expect(access.token('5e88')).rejects.toThrow(/^DynamoDB token of an API token failed/u);
    }
    await put({ name: 'maya', scopes: ['read', 'root'] });
    expect(await access.token('5e88')).toEqual({ name: 'maya', scopes: ['read'] });
  });
});
