import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { DeleteCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDynamoDbIncidentStore } from '../../adapters/dynamodb/incident-store.ts';
import { stateKey } from '../../adapters/dynamodb/keys.ts';
import type { Table } from '../../adapters/dynamodb/table.ts';
import { createToken } from '../../tools/api-tokens.ts';
import { copyMissing } from '../../tools/restore/copy-missing.ts';
import { createWorld } from '../behaviour/world.ts';
import { type DynamoDbHost, startDynamoDbHost } from '../contract/dynamodb-table.ts';

let host: DynamoDbHost;
beforeAll(async () => {
  host = await startDynamoDbHost();
});
afterAll(() => host.stop());

const itemsOf = async (table: Table) => {
  const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.name }));
  return Items.sort((a, b) => (`${a['pk']} ${a['sk']}` < `${b['pk']} ${b['sk']}` ? -1 : 1));
};

/** A table with an open incident, and one that was restored from it before. */
const lived = async () => {
  const [live, restored] = [await host.newTable(), await host.newTable()];
  const world = createWorld();
  world.shell = { ...world.shell, store: createDynamoDbIncidentStore(live) };
  await world.alarm('errors', { severity: 'SEV1' });
  for (const Item of await itemsOf(live)) {
    await restored.client.send(new PutCommand({ TableName: restored.name, Item }));
  }
  return { live, restored, world };
};

test('an incident that was deleted is there again, whole, and is found by what is due', async () => {
  const { live, restored, world } = await lived();
  const before = await itemsOf(live);
  for (const { pk, sk } of before) {
    await live.client.send(new DeleteCommand({ TableName: live.name, Key: { pk, sk } }));
  }
  expect(await copyMissing(restored, live)).toEqual({
    copied: before.length,
    there: 0,
    tokens: 0,
    retired: 0,
  });
  expect(await itemsOf(live)).toEqual(before);
  expect(await createDynamoDbIncidentStore(live).due(world.now() + 3_600_000, 10)).toHaveLength(1);
});

test('what has gone on since stays as it is, however often it is run', async () => {
  const { live, restored, world } = await lived();
  const { id } = (await itemsOf(live)).find(({ sk }) => sk === 'STATE') ?? {};
  await world.act({ id: String(id) }, 'acknowledge');
  const gone = stateKey('never-there');
  await restored.client.send(new PutCommand({ TableName: restored.name, Item: { ...gone } }));
  const before = await itemsOf(live);
  expect((await copyMissing(restored, live)).copied).toBe(1);
  expect((await copyMissing(restored, live)).copied).toBe(0);
  expect((await itemsOf(live)).filter(({ pk }) => pk !== gone.pk)).toEqual(before);
});

test('a token that was revoked since does not work again', async () => {
  const { live, restored } = await lived();
  await createToken(restored, { name: 'ada', scopes: ['admin'] }, 0);
  expect(await copyMissing(restored, live)).toMatchObject({ copied: 0, tokens: 1 });
  expect(JSON.stringify(await itemsOf(live))).not.toContain('TOKEN#');
});

test.each([
  [[], '--from is missing'],
  [['--from', 'a'], '--table is missing'],
  [['--from', 'a', '--table', 'a'], 'the same table'],
])('the tool refuses %j and says what to write', async (argv, words) => {
  const tool = fileURLToPath(new URL('../../tools/restore-items.ts', import.meta.url));
  const ended = await new Promise<readonly [unknown, string]>((resolve) => {
    execFile(process.execPath, [tool, ...argv], (error, _out, err) => resolve([error?.code, err]));
  });
  expect(ended).toEqual([2, expect.stringContaining(words)]);
});
