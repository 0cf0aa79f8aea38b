import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { generateSource } from 'oazapfts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeApi } from '../../../../events/contracts/api/openapi.ts';
import { createApiWorld } from '../../../functions/serve-api/api-world.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
let folder: string;

/** What a program would write against the generated client; the compiler checks it against the description. */
const program = `
import * as tocsin from './client.ts';

export const run = async (fetch: typeof globalThis.fetch) => {
  Object.assign(tocsin.defaults, { baseUrl: 'http://api.test', fetch, headers: { authorization: 'Bearer secret-of-alice' } });
  const declared = await tocsin.declareIncident({ title: 'Checkout is down', service: 'checkout' }, { idempotencyKey: 'one' });
  if (declared.status !== 201) throw new Error('not opened');
  const acknowledged = await tocsin.acknowledge(declared.data.id);
  const list = await tocsin.listIncidents({ status: ['open', 'resolved'], severity: ['SEV3'], acknowledged: 'true', $from: '2026-01-01T00:00:00+01:00', limit: 1 });
  const refused = await tocsin.setSeverity(declared.data.id, { severity: 'SEV1', note: '' });
  if (acknowledged.status !== 200 || list.status !== 200 || refused.status !== 400) throw new Error('not as described');
  const by: string | undefined = acknowledged.data.acknowledgedBy;
  const due: string | undefined = list.data.incidents[0]?.milestones.acknowledged?.dueAt;
  // @ts-expect-error the description knows no such severity
  const wrong = () => tocsin.listIncidents({ severity: ['SEV9'] });
  return { by, due, field: refused.data.errors?.[0]?.field, wrong };
};
`;

beforeAll(async () => {
  mkdirSync(join(root, '.build'), { recursive: true });
  folder = mkdtempSync(join(root, '.build', 'generated-client-'));
  writeFileSync(join(folder, 'openapi.json'), JSON.stringify(describeApi('1.2.3')));
  writeFileSync(join(folder, 'client.ts'), await generateSource(join(folder, 'openapi.json')));
  writeFileSync(join(folder, 'program.ts'), program);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a program against the generated client passes the compiler', () => {
  const compiler = join(
    dirname(createRequire(import.meta.url).resolve('typescript/package.json')),
    'bin',
    'tsc',
  );
  const settings =
    '--noEmit --strict --skipLibCheck --target es2024 --module nodenext --allowImportingTsExtensions --lib es2024,dom --types node';
  const compile = () =>
    execFileSync(
      process.execPath,
      [compiler, '--ignoreConfig', ...settings.split(' '), join(folder, 'program.ts')],
      { encoding: 'utf8', stdio: 'pipe' },
    );
  expect(compile()).toBe('');
});

test('the generated client speaks with the API', async () => {
  const api = createApiWorld();
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    const text = await request.text();
    const answer = await api.ask(url.pathname, {
      method: request.method,
      query: url.search.slice(1),
      token: null,
      headers: Object.fromEntries(request.headers),
      ...(text === '' ? {} : { raw: text }),
    });
    return new Response(answer.text, { status: answer.status, headers: answer.headers });
  };
  const { run } = await import(pathToFileURL(join(folder, 'program.ts')).href);
  const { by, due, field } = await run(fetch);
  expect({ by, due, field }).toEqual({ by: 'alice', due: '2026-11-18T03:05:00.000Z', field: 'note' });
});
