import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { exampleFindings } from '../../config/checks/example-contacts.ts';
import { parseConfiguration } from '../../config/parse.ts';
import { jsonSchema } from '../../config/schema/json-schema.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const compiler = join(root, 'config', 'compile.ts');

/** Runs the compiler in a folder of its own. */
const compile = (
  text: string | Uint8Array | undefined,
  flags: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
) => {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-config-'));
  if (text !== undefined) writeFileSync(join(folder, 'tocsin.yml'), text);
  const { PATH = '' } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [compiler, ...flags], {
    cwd: folder,
    env: { PATH, ...env },
    encoding: 'utf8',
  });
  const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, '.build', name), 'utf8'));
  return { status, stdout, stderr, read };
};

const contacts =
  'audiences:\n  primary: [{ email: anna@shop.test }]\n  fallback: [{ email: bert@shop.eu }]\n';

test('the file of this repository compiles without a warning', () => {
  const parsed = parseConfiguration(readFileSync(join(root, 'tocsin.yml'), 'utf8'));
  expect(parsed).toMatchObject({ ok: true, warnings: [] });
});

test('the JSON Schema that editors use is up to date', () => {
  const committed: unknown = JSON.parse(readFileSync(join(root, 'config', 'tocsin.schema.json'), 'utf8'));
  expect(committed).toEqual(JSON.parse(JSON.stringify(jsonSchema())));
  expect(readFileSync(join(root, 'tocsin.yml'), 'utf8')).toMatch(
    /^# yaml-language-server: \$schema=\.\/config\/tocsin\.schema\.json\n/,
  );
});

test('compiling writes the configuration and the contacts apart', () => {
  const { status, read } = compile(contacts);
  expect(status).toBe(0);
  expect(read('configuration.json')).toMatchObject({
    ownAlarmPrefix: '',
    audiences: { primary: { contacts: 1 } },
  });
  expect(read('audiences.json')).toMatchObject({
    primary: [{ protocol: 'email', endpoint: 'anna@shop.test' }],
    secondary: [],
  });
});

test('a valid file is said to be valid, with what stands in it', () => {
  expect(compile(contacts)).toMatchObject({
    status: 0,
    stdout: 'tocsin.yml is valid: 2 audiences with contacts, 1 policy, 0 services, 0 rules\n',
  });
  expect(compile(`${contacts}clocks: { clearHold: 5 }\n`).stdout).toBe('');
});

test('a file in another encoding is refused by its name', () => {
  const latin = Buffer.from(`${contacts}services: [{ name: Zürich, match: [{ alarm: x }] }]\n`, 'latin1');
  const { status, stderr } = compile(latin);
  expect(status).toBe(1);
  expect(stderr).toMatch(/^tocsin\.yml:4:21 \(file\): is not in UTF-8 here .*: save it in UTF-8\n$/);
});

test("deploying refuses a laptop's queue as a contact", () => {
  const queue = contacts.replace('email: anna@shop.test', 'queue: arn:aws:sqs:us-east-1:000000000000:pages');
  expect(compile(queue).status).toBe(0);
  const { status, stderr } = compile(queue, ['--deploy']);
  expect(status).toBe(1);
  expect(stderr).toContain('audiences.primary[0]: is an example (sqs)');
});

test('mistakes are printed with file, line and column, and end in exit code 1', () => {
  const { status, stderr, read } = compile(`${contacts}clocks:\n  clearHold: 5\n`);
  expect(status).toBe(1);
  expect(stderr).toBe(
    'tocsin.yml:5:14 clocks.clearHold: "5" has no unit: write "5m" for minutes, or another of s, m, h, d, y\n',
  );
  expect(() => read('configuration.json')).toThrow();
});

test('a file that is not there is named, with the remedy', () => {
  const { status, stderr } = compile(undefined, [], { TOCSIN_CONFIG: 'other.yml' });
  expect(status).toBe(1);
  expect(stderr).toBe(
    'other.yml: cannot be read (ENOENT): write it, or name another file in TOCSIN_CONFIG\n',
  );
});

test('an unknown option is refused', () => {
  expect(compile(contacts, ['--deply'])).toMatchObject({
    status: 1,
    stderr: 'unknown option --deply: known are --schema and --deploy\n',
  });
});

test('deploying refuses example contacts without repeating them (I10)', () => {
  const example = contacts.replace('anna@shop.test', 'anna@example.com');
  expect(compile(example).status).toBe(0);
  const refused = compile(example, ['--deploy']);
  expect(refused.status).toBe(1);
  expect(refused.stderr).toContain(
    'audiences.primary[0]: is an example (email), a page sent there wakes nobody',
  );
  expect(refused.stderr).not.toContain('anna');
  expect(compile(example, ['--deploy'], { TOCSIN_ALLOW_EXAMPLE_CONTACTS: '1' }).status).toBe(0);
});

test.each([
  ['email', 'a@example.com', true],
  ['email', 'a@mail.example.org', true],
  ['email', 'a@notexample.com', false],
  ['email', 'example.com@shop.eu', false],
  ['https', 'https://hooks.example.net/x', true],
  ['https', 'https://hooks.shop.eu/example.com', false],
  ['sms', '+12025550143', true],
  ['sms', '+447700900123', true],
  ['sms', '+12025559143', false],
  ['sqs', 'arn:aws:sqs:eu-central-1:210987654321:example', false],
] as const)('%s %s reaches nobody: %s', (protocol, endpoint, example) => {
  expect(exampleFindings({ primary: [{ protocol, endpoint }] })).toHaveLength(example ? 1 : 0);
});
