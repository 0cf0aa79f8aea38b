import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { showContacts } from '../../deployment/show-contacts.ts';

let project: string;

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'tocsin-contacts-'));
  mkdirSync(join(project, 'tools'));
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

/** A tool that notes how it was called and ends with this code. */
const toolThatEndsWith = (code: number): void =>
  writeFileSync(
    join(project, 'tools', 'show-contacts.ts'),
    `import { writeFileSync } from 'node:fs';
    writeFileSync('called.json', JSON.stringify([process.argv.slice(2), process.env.AWS_PROFILE]));
    process.exitCode = ${code};`,
  );

const shown = async (profile?: string): Promise<string> => {
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    await showContacts(project, { stage: 'prod', region: 'eu-north-1' }, profile);
    return stderr.mock.calls.map(([text]) => String(text)).join('');
  } finally {
    stderr.mockRestore();
  }
};

test('after a deployment the contacts of its stage and region are shown, with its profile', async () => {
  toolThatEndsWith(0);
  expect(await shown('ops')).toBe('');
  expect(JSON.parse(readFileSync(join(project, 'called.json'), 'utf8'))).toEqual([
    ['--stage', 'prod', '--region', 'eu-north-1'],
    'ops',
  ]);
});

test.each([
  [1, 'some audience reaches nobody yet'],
  [2, 'its contacts could not be looked at'],
])('a report that ends with %i says what to do and fails no deployment', async (code, words) => {
  toolThatEndsWith(code);
  const said = await shown();
  expect(said).toContain(words);
  expect(said).toContain('npm run contacts -- --stage prod --region eu-north-1');
});
