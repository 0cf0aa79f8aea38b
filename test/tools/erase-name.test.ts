import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PutCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDynamoDbIncidentStore } from '../../adapters/dynamodb/incident-store.ts';
import type { Table } from '../../adapters/dynamodb/table.ts';
import { createDynamoDbTestPages } from '../../adapters/dynamodb/test-pages.ts';
import { declareIncident } from '../../protocol/intake/declare.ts';
import { createToken } from '../../tools/api-tokens.ts';
import { eraseName, eraseUntilGone, UNDER_WAY_MS } from '../../tools/erase/erase-name.ts';
import { placesOf } from '../../tools/erase/places-of-name.ts';
import { createWorld, MINUTE } from '../behaviour/world.ts';
import { type DynamoDbHost, startDynamoDbHost } from '../contract/dynamodb-table.ts';

let host: DynamoDbHost;
beforeAll(async () => {
  host = await startDynamoDbHost();
});
afterAll(() => host.stop());

const everything = async (table: Table): Promise<string> =>
  JSON.stringify((await table.client.send(new ScanCommand({ TableName: table.name }))).Items);

/** An incident that ada acknowledges, mitigates and resolves, on the embedded table. */
const recordedBy = async (table: Table) => {
  const world = createWorld();
  world.shell = { ...world.shell, store: createDynamoDbIncidentStore(table) };
  await world.alarm('errors', { severity: 'SEV1' });
  await world.pass(MINUTE);
  const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.name }));
  const id = String(Items.find(({ sk }) => sk === 'STATE')?.['id']);
  for (const kind of ['acknowledge', 'mitigate', 'resolve'] as const)
    await world.act({ id }, kind, { by: 'ada' });
  return { world, id };
};

test('a name is gone from state, timeline and test pages, and nothing else has changed', async () => {
  const table = await host.newTable();
  const { id } = await recordedBy(table);
  const pages = createDynamoDbTestPages(table);
  const page = {
    id: 'primary-1',
    audience: 'primary',
    severity: 'SEV1',
    by: 'ada',
    atMs: 1,
    arrivals: {},
  } as const;
  await pages.keep({ ...page, arrivals: { ada: 5, bob: 6 } });
  const before = await everything(table);
  const { items, inTexts, missed } = await eraseName(table, 'ada');
  const after = await everything(table);
  expect(before.match(/"ada"/g)?.length).toBeGreaterThan(5);
  expect(after).not.toContain('"ada"');
  expect(after.length - before.length).toBe(3 * (before.match(/"ada"/g)?.length ?? 0));
  expect([items > 3, inTexts, missed]).toEqual([true, [], []]);
  expect((await createDynamoDbIncidentStore(table).read(id))?.resolvedBy).toBe('erased');
  expect(await pages.last(['primary'])).toEqual([{ ...page, by: 'erased', arrivals: { erased: 5, bob: 6 } }]);
});

test('a note that names the person is told, and stays', async () => {
  const table = await host.newTable();
  const { world, id } = await recordedBy(table);
  await world.act({ id }, { kind: 'note' }, { by: 'bob', note: 'Ada is on it' });
  const { inTexts } = await eraseName(table, 'ada');
  expect(inTexts).toHaveLength(1);
  expect(inTexts[0]).toContain(`INC#${id} / ENTRY#`);
  expect(await everything(table)).toContain('Ada is on it');
});

test('who declared an incident is gone, too; a token of the name is told, and stays', async () => {
  const table = await host.newTable();
  const world = createWorld();
  world.shell = { ...world.shell, store: createDynamoDbIncidentStore(table) };
  const said = {
    title: 'Cards are refused',
    service: 'checkout',
    severity: 'SEV2',
    scenario: 'generic',
  } as const;
  await declareIncident(world.shell, { ...said, by: 'ada' });
  await createToken(table, { name: 'ada', scopes: ['read'] }, 0);
  expect(await everything(table)).toContain('declared by ada');
  expect(await eraseName(table, 'ada')).toMatchObject({ tokens: 1, inTexts: [], missed: [] });
  const after = await everything(table);
  expect(after).toContain('generic: declared by erased"');
  expect(after).not.toContain('declared by ada');
  expect(after.match(/"ada"/g)).toHaveLength(1);
});

test('an item that changes at the same moment is not overwritten, and told', async () => {
  const table = await host.newTable();
  await table.client.send(new PutCommand({ TableName: table.name, Item: { pk: 'A', sk: 'B', by: 'ada' } }));
  const send = table.client.send.bind(table.client);
  const changing: Table = { ...table, client: Object.create(table.client) };
  Reflect.set(changing.client, 'send', async (command: UpdateCommand) => {
    if (command instanceof UpdateCommand) {
      await send(new PutCommand({ TableName: table.name, Item: { pk: 'A', sk: 'B', by: 'eve' } }));
    }
    return send(command);
  });
  expect(await eraseName(changing, 'ada')).toEqual({ items: 0, tokens: 0, inTexts: [], missed: ['A / B'] });
  expect(await everything(table)).toContain('eve');
});

test('a decision made on what an incident was before the name was erased does not bring it back', async () => {
  const table = await host.newTable();
  const { world, id } = await recordedBy(table);
  const store = createDynamoDbIncidentStore(table);
  const read = await store.read(id);
  if (read === undefined) throw new Error('no incident');
  const late = { ...read, version: read.version + 1, commitId: 'late', resolvedBy: 'ada', title: 'Late' };
  await eraseName(table, 'ada');
  expect(await store.commit({ ...read, resolvedBy: 'bob' }, late)).toBe(false);
  expect(await everything(table)).not.toContain('"ada"');
  expect(await world.act({ id }, 'reopen', { by: 'bob' })).toMatchObject({ outcome: 'done' });
});

test('what was under way may write the name once more: it is looked for until it stands nowhere', async () => {
  const table = await host.newTable();
  const { id } = await recordedBy(table);
  const waits: number[] = [];
  const erased = await eraseUntilGone(table, 'ada', async (ms) => {
    waits.push(ms);
    const entry = {
      pk: `INC#${id}`,
      sk: 'ENTRY#0000000099#000',
      kind: 'note',
      by: 'ada',
      text: 'late',
      atMs: 1,
    };
    if (waits.length === 1) await table.client.send(new PutCommand({ TableName: table.name, Item: entry }));
  });
  expect(waits).toEqual([UNDER_WAY_MS, UNDER_WAY_MS]);
  expect([erased.missed, erased.isGone]).toEqual([[], true]);
  expect(await everything(table)).not.toContain('"ada"');
});

test('a name that is written anew all the time is given up on, and told', async () => {
  const table = await host.newTable();
  const write = () =>
    table.client.send(new PutCommand({ TableName: table.name, Item: { pk: 'A', sk: 'B', by: 'ada' } }));
  await write();
  expect(await eraseUntilGone(table, 'ada', write)).toMatchObject({ items: 10, isGone: false });
});

test('it waits for longer than any function runs', () => {
  const template = readFileSync(new URL('../../serverless.yml', import.meta.url), 'utf8');
  const timeouts = [...template.matchAll(/^ {4}timeout: (\d+)$/gm)].map(([, seconds]) => Number(seconds));
  expect(timeouts.length).toBe(6);
  expect(UNDER_WAY_MS).toBeGreaterThan(1_000 * Math.max(...timeouts));
});

test('only members that say who did it are places of a name', () => {
  const item = { by: 'ada', title: 'ada', log: [{ acknowledgedBy: 'ada' }, { by: 'adam' }], standby: 'ada' };
  expect(placesOf(item, 'ada')).toEqual({
    changes: [
      { place: ['by'], was: 'ada', becomes: 'erased' },
      { place: ['log', 0, 'acknowledgedBy'], was: 'ada', becomes: 'erased' },
    ],
    keys: [],
    inText: true,
  });
});

test.each([
  [[], '--name is missing'],
  [['--name', 'tocsin'], "is no person's"],
  [['--nam', 'ada'], '--nam'],
])('the tool refuses %j and says what to write', async (argv, words) => {
  const tool = fileURLToPath(new URL('../../tools/erase-person.ts', import.meta.url));
  const ended = await new Promise<readonly [unknown, string]>((resolve) => {
    execFile(process.execPath, [tool, ...argv], (error, _out, err) => resolve([error?.code, err]));
  });
  expect(ended).toEqual([2, expect.stringContaining(words)]);
});
