import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDynamoDbAccess } from '../../adapters/dynamodb/access.ts';
import type { Table } from '../../adapters/dynamodb/table.ts';
import { digest } from '../../functions/serve-api/access/digest.ts';
import { createToken } from '../../tools/api-tokens.ts';
import { parseTokenCommand } from '../../tools/token-command.ts';
import { type DynamoDbHost, startDynamoDbHost } from '../contract/dynamodb-table.ts';

const tool = fileURLToPath(new URL('../../tools/create-token.ts', import.meta.url));
let host: DynamoDbHost;
let table: Table;

beforeAll(async () => {
  host = await startDynamoDbHost();
  table = await host.newTable();
});
afterAll(() => host.stop());

/** Runs the tool as a person would, against the embedded table. */
const run = async (...argv: string[]): Promise<{ code: number; out: string; err: string }> => {
  const endpoint = await table.client.config.endpoint?.();
  const url = `${endpoint?.protocol}//${endpoint?.hostname}:${endpoint?.port}`;
  const env = {
    PATH: process.env['PATH'],
    AWS_ENDPOINT_URL_DYNAMODB: url,
    AWS_REGION: 'eu-north-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  };
  return new Promise((resolve) => {
    execFile(process.execPath, [tool, ...argv], { env }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : 1, out, err }),
    );
  });
};

const access = () => createDynamoDbAccess(table);

test('a token is shown once, kept hashed, listed by name and ended by revoking', async () => {
  const made = await run(
    'create',
    '--name',
    'alice',
    '--scopes',
    'respond,read',
    '--expires',
    '90d',
    '--table',
    table.name,
  );
  expect([made.code, made.err]).toEqual([0, '']);
  const [token = ''] = made.out.split('\n');
  expect(token).toMatch(/^tocsin_[A-Za-z0-9_-]{43}$/);
  expect(await access().token(digest(token))).toMatchObject({ name: 'alice', scopes: ['read', 'respond'] });

  const listed = await run('list', '--table', table.name);
  expect(listed.out).toMatch(/^alice {2}read,respond {2}id: [0-9a-f]{8} {2}expires: /m);
  expect(listed.out).not.toContain(token);

  expect((await run('revoke', '--name', 'alice', '--table', table.name)).out).toContain('1 revoked');
  expect(await access().token(digest(token))).toBeUndefined();
  expect((await run('list', '--table', table.name)).out).toBe('There are no tokens.\n');
});

test('an expired token is kept a month longer, so that its owner hears why', async () => {
  const nowMs = Date.UTC(2026, 10, 22);
  const token = await createToken(
    table,
    { name: 'bob', scopes: ['read'], expiresAtMs: nowMs + 60_000 },
    nowMs,
  );
  const Key = { pk: `TOKEN#${digest(token)}`, sk: 'TOKEN' };
  const { Item } = await table.client.send(new GetCommand({ TableName: table.name, Key }));
  expect(Item?.['expiresAt']).toBe(nowMs / 1_000 + 60 + 30 * 86_400);
  expect(JSON.stringify(Item)).not.toContain(token);
});

test('a name that has no token, and a table that is not there, are told in one line', async () => {
  const unknown = await run('revoke', '--name', 'nobody', '--table', table.name);
  expect([unknown.code, unknown.err]).toEqual([1, expect.stringContaining('no token has the name "nobody"')]);
  const nowhere = await run('list', '--table', 'tocsin-nowhere');
  expect([nowhere.code, nowhere.err]).toEqual([
    1,
    expect.stringContaining('there is no table tocsin-nowhere'),
  ]);
});

const NOW = Date.UTC(2026, 10, 22);

const expiryOf = (...more: string[]) => {
  const command = parseTokenCommand(['create', '--name', 'ci bot', '--scopes', 'admin', ...more], NOW);
  return command.kind === 'create' ? command.token.expiresAtMs : Number.NaN;
};

test('a token ends after 90 days; another time, or never, has to be said', () => {
  expect(expiryOf()).toBe(NOW + 90 * 86_400_000);
  expect(expiryOf('--expires', '7d')).toBe(NOW + 7 * 86_400_000);
  expect(expiryOf('--expires', 'never')).toBeUndefined();
});

test('two tokens of one name live side by side, and one is revoked by its id', async () => {
  const create = async () =>
    (await run('create', '--name', 'carol', '--scopes', 'read', '--table', table.name)).out;
  const made = [await create(), await create()];
  const [old = '', fresh = ''] = made.map((out) => out.split('\n')[0] ?? '');
  const id = /Its id is ([0-9a-f]{8}), and it ends on \d{4}-\d\d-\d\d\./.exec(made[0] ?? '')?.[1] ?? '';
  expect((await run('list', '--table', table.name)).out).toContain(`carol  read  id: ${id}  expires: `);
  expect((await run('revoke', '--id', id, '--table', table.name)).out).toContain(
    'A token of carol is revoked',
  );
  expect(await access().token(digest(old))).toBeUndefined();
  expect(await access().token(digest(fresh))).toMatchObject({ name: 'carol' });
  const again = await run('revoke', '--id', id, '--table', table.name);
  expect([again.code, again.err]).toEqual([1, expect.stringContaining(`no token has the id "${id}"`)]);
  expect((await run('revoke', '--name', 'carol', '--table', table.name)).out).toContain('1 revoked');
});

test('a list warns of tokens that end soon or have ended', async () => {
  const nowMs = Date.now();
  const day = 86_400_000;
  for (const [name, days] of [
    ['dora', 15],
    ['eve', 13.5],
    ['finn', -1],
  ] as const)
    await createToken(table, { name, scopes: ['read'], expiresAtMs: nowMs + days * day }, nowMs);
  const { out } = await run('list', '--table', table.name);
  const lineOf = (name: string) => out.split('\n').find((line) => line.startsWith(name));
  expect(lineOf('dora')).toMatch(/expires: \d{4}-\d\d-\d\d$/);
  expect(lineOf('eve')).toMatch(/ENDS IN 13 DAYS: make another$/);
  expect(lineOf('finn')).toMatch(/HAS EXPIRED$/);
  for (const name of ['dora', 'eve', 'finn']) await run('revoke', '--name', name, '--table', table.name);
});

test.each([
  [[], /create, revoke or list/],
  [['creat'], /not creat/],
  [['create', '--name', 'a'], /--scopes is missing/],
  [['create', '--scopes', 'read'], /--name is missing/],
  [['create', '--name', 'a', '--scopes', 'reed'], /did you mean read\?/],
  [['create', '--name', 'a', '--scopes', 'read', '--expires', '90'], /no unit/],
  [['create', '--name', 'a', '--scopes', 'read', '--expires', '1s'], /too short/],
  [['create', '--name', 'tocsin', '--scopes', 'read'], /must not be tocsin/],
  [['create', '--name', 'a\nb', '--scopes', 'read'], /--name must be/],
  [['revoke'], /--name is missing/],
  [['revoke', '--id', 'xyz'], /--id must be the id that list shows/],
  [['revoke', '--id', '0123abcd', '--name', 'a'], /exclude each other/],
  [['list', '--tabel', 'x'], /--tabel/],
])('%j is refused with what to write instead', (argv, message) => {
  expect(() => parseTokenCommand(argv, NOW)).toThrow(message);
});
