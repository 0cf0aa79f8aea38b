import { ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDynamoDbIncidentStore } from '../../adapters/dynamodb/incident-store.ts';
import { stateKey } from '../../adapters/dynamodb/keys.ts';
import { copyMissing } from '../../tools/restore/copy-missing.ts';
import { makeDue } from '../../tools/retention/make-due.ts';
import { configured, createWorld, HOUR, MINUTE } from '../behaviour/world.ts';
import { type DynamoDbHost, startDynamoDbHost } from '../contract/dynamodb-table.ts';

const DAY = 24 * HOUR;

let host: DynamoDbHost;
beforeAll(async () => {
  host = await startDynamoDbHost();
});
afterAll(() => host.stop());

/** A table with an incident that was resolved, and whose milestones are settled, under a retention. */
const resolvedUnder = async (retention: string) => {
  const table = await host.newTable();
  const world = createWorld(configured(`retention: ${retention}\n`));
  world.shell = { ...world.shell, store: createDynamoDbIncidentStore(table) };
  await world.alarm('errors', { severity: 'SEV3' });
  await world.alarm('latency', { service: 'payments', severity: 'SEV3' });
  await world.ok('errors', { at: 1 });
  await world.pass(30 * MINUTE);
  world.running = false;
  await world.pass(31 * DAY);
  world.running = true;
  await world.pass(10 * MINUTE);
  const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.name }));
  const { id = '' } = Items.find(({ status }) => status === 'resolved') ?? {};
  return { table, world, id: String(id) };
};

/** Days in which nothing runs, then ten minutes in which the sweep does. */
const afterDays = async ({ world }: Awaited<ReturnType<typeof resolvedUnder>>, days: number) => {
  world.running = false;
  await world.pass(days * DAY);
  world.running = true;
  for (let minute = 0; minute < 30; minute++) await world.pass(MINUTE);
};

test('what an older release resolved waits for nothing; made due, it is retired', async () => {
  const lived = await resolvedUnder('40d');
  const { table, world, id } = lived;
  const undue = { UpdateExpression: 'REMOVE dueAt, dueShard' };
  await table.client.send(new UpdateCommand({ TableName: table.name, Key: { ...stateKey(id) }, ...undue }));
  await afterDays(lived, 10);
  expect((await world.shell.store.read(id))?.retiredAtMs).toBeUndefined();
  const configuration = configured('retention: 40d\n');
  expect(await makeDue(table, configuration, world.now())).toEqual({ changed: 1, now: 1, right: 0 });
  await afterDays(lived, 0);
  expect((await world.shell.store.read(id))?.retiredAtMs).toBeDefined();
  expect(await world.shell.store.remains(id, 10)).toEqual([]);
  expect(await makeDue(table, configuration, world.now())).toEqual({ changed: 0, now: 0, right: 0 });
});

test('what was resolved under another retention is due when today says; what is open is left alone', async () => {
  const { table, world, id } = await resolvedUnder('2y');
  const before = await world.shell.store.read(id);
  const shorter = configured('retention: 50d\n');
  expect(await makeDue(table, shorter, world.now())).toEqual({ changed: 1, now: 0, right: 0 });
  const { resolvedAtMs = 0 } = before ?? {};
  expect(await world.shell.store.read(id)).toEqual({ ...before, dueAtMs: resolvedAtMs + 50 * DAY });
  expect(await makeDue(table, shorter, world.now())).toEqual({ changed: 0, now: 0, right: 1 });
  expect(await makeDue(table, configured('retention: none\n'), world.now())).toMatchObject({ changed: 1 });
  expect((await world.shell.store.read(id))?.dueAtMs).toBeUndefined();
});

test('a restored table brings nothing of a retired incident back', async () => {
  const lived = await resolvedUnder('40d');
  const { table, world, id } = lived;
  const restored = await host.newTable();
  await copyMissing(table, restored);
  await afterDays(lived, 10);
  expect((await world.shell.store.read(id))?.retiredAtMs).toBeDefined();
  const { retired } = await copyMissing(restored, table);
  expect(retired).toBeGreaterThan(3);
  expect(await world.shell.store.remains(id, 10)).toEqual([]);
});
