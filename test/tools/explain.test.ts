import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { explain } from '../../tools/explain.ts';
import { ToolError } from '../../tools/tool-error.ts';

const failure = (name: string, message = 'as AWS puts it') => Object.assign(new Error(message), { name });

test.each([
  [new ToolError('--name is missing'), '--name is missing\n\nusage'],
  [failure('ResourceNotFoundException'), 'there is no table t in this account and region: look at'],
  [failure('QueueDoesNotExist'), 'there is no table t in this account and region: look at'],
  [failure('CredentialsProviderError'), 'no AWS credentials: set AWS_PROFILE'],
  [failure('Error', 'Region is missing'), 'no region: set AWS_REGION'],
  [failure('AccessDeniedException', 'not authorized'), 'AccessDeniedException: not authorized'],
])('%s is told with what to do', (error, said) => {
  expect(explain(error, 'usage', 'there is no table t')).toContain(said);
});

const tools: readonly (readonly [string, ...string[]])[] = [
  ['create-token.ts', 'list'],
  ['erase-person.ts', '--name', 'ada'],
  ['restore-items.ts', '--from', 'a', '--table', 'b'],
  ['resend-dead-letters.ts', '--stage', 'prod', '--queue', 'undecided'],
];
const mistaken: readonly (readonly [string, ...string[]])[] = [
  ['create-token.ts', 'list', '--bogus'],
  ['erase-person.ts', '--bogus'],
  ['restore-items.ts', '--bogus'],
  ['resend-dead-letters.ts', '--bogus'],
  ['show-contacts.ts', '--bogus'],
  ['adopt-table.ts', '--bogus'],
];

/** As a person without any setting of AWS runs it. */
const errorsOf = (file: string, ...argv: readonly string[]): Promise<string> =>
  new Promise((resolve) => {
    const tool = fileURLToPath(new URL(`../../tools/${file}`, import.meta.url));
    const env = { PATH: process.env['PATH'], HOME: tmpdir(), AWS_EC2_METADATA_DISABLED: 'true' };
    execFile(process.execPath, [tool, ...argv], { env }, (_error, _out, err) => resolve(err));
  });

test.each(tools)('%s without a region says which variable to set', async (file, ...argv) => {
  expect(await errorsOf(file, ...argv)).toContain('no region: set AWS_REGION');
});

test.each(mistaken)(
  '%s with an option that it does not know says how it is called',
  async (file, ...argv) => {
    expect(await errorsOf(file, ...argv)).toMatch(/^Unknown option '--bogus'.*\n\nnpm run /);
  },
);

test('contacts of a file that is not there, or not in UTF-8, are told as npm run configure tells it', async () => {
  const told = (TOCSIN_CONFIG: string): Promise<string> =>
    new Promise((resolve) => {
      const tool = fileURLToPath(new URL('../../tools/show-contacts.ts', import.meta.url));
      const env = { PATH: process.env['PATH'], HOME: tmpdir(), TOCSIN_CONFIG };
      execFile(process.execPath, [tool], { env }, (_error, _out, err) => resolve(err));
    });
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-tools-'));
  try {
    const latin = join(folder, 'latin.yml');
    writeFileSync(latin, Buffer.from('audiences: Café\n', 'latin1'));
    expect(await told(join(folder, 'none.yml'))).toContain('none.yml: cannot be read (ENOENT)');
    expect(await told(latin)).toContain('latin.yml:1:15 (file): is not in UTF-8 here (byte e9)');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
