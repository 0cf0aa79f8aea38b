import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDynamoDbIncidentStore } from '../../../adapters/dynamodb/incident-store.ts';
import { type DynamoDbHost, startDynamoDbHost } from '../../contract/dynamodb-table.ts';
import {
  MINUTE,
  nextOf,
  notifyEffect,
  sampleAlarm,
  sampleIncident,
  sampleSignal,
  T0,
  without,
} from '../../contract/sample-records.ts';

let host: DynamoDbHost;
beforeAll(async () => {
  host = await startDynamoDbHost();
});
afterAll(() => host.stop());

const makeStore = async () => {
  const table = await host.newTable();
  const items = async () => (await table.client.send(new ScanCommand({ TableName: table.name }))).Items ?? [];
  const item = async (sk: string) => (await items()).find((candidate) => candidate['sk'] === sk);
  return { store: createDynamoDbIncidentStore(table), items, item };
};

test('items lie under the keys of the design', async () => {
  const { store, items } = await makeStore();
  await store.create(sampleIncident({ id: 'abc-1' }));
  await store.putSignal('abc-1', sampleSignal('alarm-a'));
  await store.appendEntries('abc-1', 12, [{ atMs: T0, kind: 'note', by: 'maya', text: 'x' }]);
  await store.raiseSlot('availability|checkout', 1);
  await store.putAlarm(undefined, sampleAlarm('alarm-a'));
  expect((await items()).map(({ pk, sk }) => `${pk} / ${sk}`).sort()).toEqual([
    'ALARM#alarm-a / LATEST',
    'INC#abc-1 / ENTRY#0000000012#000',
    'INC#abc-1 / SIGNAL#alarm-a',
    'INC#abc-1 / STATE',
    'KEY#availability|checkout / SLOT',
  ]);
});

test('an open incident with something due is in all indexes, a resolved one with nothing due in two', async () => {
  const { store, item } = await makeStore();
  const incident = sampleIncident();
  await store.create(incident);
  const open = await item('STATE');
  expect(open).toMatchObject({
    openShard: expect.stringMatching(/^[0-7]$/u),
    dueShard: open?.['openShard'],
    dueAt: incident.dueAtMs,
    historyShard: `2026-03#${open?.['openShard']}`,
    serviceShard: `checkout#${open?.['openShard']}`,
    openedAt: T0,
    serviceName: 'checkout',
  });
  for (const twice of ['dueAtMs', 'openedAtMs', 'service']) expect(open).not.toHaveProperty(twice);
  await store.commit(incident, nextOf({ ...without(incident, 'dueAtMs') }, { status: 'closed' }));
  const closed = await item('STATE');
  for (const gone of ['openShard', 'dueShard', 'dueAt']) expect(closed).not.toHaveProperty(gone);
  expect(closed).toMatchObject({
    historyShard: open?.['historyShard'],
    serviceShard: open?.['serviceShard'],
  });
});

test('incidents are spread over all shards', async () => {
  const { store, items } = await makeStore();
  await Promise.all(Array.from({ length: 100 }, () => store.create(sampleIncident())));
  const shards = (await items()).map((item) => item['openShard']);
  expect([...new Set(shards)].sort()).toEqual(['0', '1', '2', '3', '4', '5', '6', '7']);
});

test('of the record only what is ignored expires, 30 days after it came, and lies by day', async () => {
  const { store, items } = await makeStore();
  const incident = sampleIncident({ outbox: { page: notifyEffect('n1') } });
  await store.create(incident);
  await store.putSignal(incident.id, sampleSignal('alarm-a', { expiresAtMs: T0 + MINUTE }));
  await store.putAlarm(undefined, sampleAlarm('alarm-a', { mutedUntilMs: T0 }));
  await store.recordIgnored([
    { atMs: T0, subject: 'alarm-b', reason: 'stale', order: '1', incidentId: incident.id },
  ]);
  const expiring = (await items()).filter((item) => 'expiresAt' in item);
  expect(expiring).toEqual([
    expect.objectContaining({
      pk: expect.stringMatching(/^IGNORED#2026-03-14#[0-7]$/u),
      subject: 'alarm-b',
      reason: 'stale',
      expiresAt: T0 / 1000 + 30 * 86_400,
    }),
  ]);
});

test('the pages of a minute are counted in one item, which expires a day later', async () => {
  const { store, items } = await makeStore();
  await store.countPages(T0, new Map([['primary', 1]]));
  await store.countPages(T0, new Map([['fallback', 2]]));
  expect(await items()).toEqual([
    {
      ...{ pk: `PAGES#${T0}`, sk: 'COUNT', 'to:primary': 1, 'to:fallback': 2 },
      expiresAt: T0 / 1000 + 86_400,
    },
  ]);
});

test('the same event ignored again is one item, another reason another', async () => {
  const { store, items } = await makeStore();
  const event = { atMs: T0, subject: 'alarm-a', reason: 'stale' };
  await store.recordIgnored([event, event]);
  await store.recordIgnored([event, { ...event, reason: 'own-alarm' }]);
  expect(await items()).toHaveLength(2);
});

test('a signal that is over is not in the index of standing ones', async () => {
  const { store, item } = await makeStore();
  await store.putSignal('abc-1', sampleSignal('alarm-a'));
  expect(await item('SIGNAL#alarm-a')).toMatchObject({ activeSince: T0 });
  await store.putSignal('abc-1', sampleSignal('alarm-a', { active: false }));
  expect(await item('SIGNAL#alarm-a')).not.toHaveProperty('activeSince');
});

test('an incident stays small however many alarms join (I9)', async () => {
  const { store, item } = await makeStore();
  const incident = sampleIncident();
  await store.create(incident);
  const before = JSON.stringify(await item('STATE')).length;
  const names = Array.from({ length: 60 }, (_, n) => `alarm-${n}`);
  await Promise.all(names.map((name) => store.putSignal(incident.id, sampleSignal(name))));
  expect(JSON.stringify(await item('STATE'))).toHaveLength(before);
  expect(before).toBeLessThan(4096);
});
