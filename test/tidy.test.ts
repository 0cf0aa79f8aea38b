import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const rooms = [
  'adapters',
  'bench',
  'cli',
  'config',
  'deployment',
  'domain',
  'events',
  'functions',
  'local',
  'protocol',
  'test',
  'tools',
  'web',
];
const LONGEST_FILE = 220;

const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder)).flatMap((name) => {
    const path = join(folder, name);
    if (name === 'node_modules' || name.startsWith('.')) return [];
    return statSync(join(root, path)).isDirectory() ? filesIn(path) : [path];
  });

const present = rooms.filter((room) => readdirSync(root).includes(room));
const sources = present.flatMap(filesIn).filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'));
const textOf = (path: string) => readFileSync(join(root, path), 'utf8');

/** What a file imports: project files as paths from the root, packages by name, Node's modules as `node:`. */
const importsOf = (path: string): string[] =>
  [...textOf(path).matchAll(/(?:from|import)\s+'([^']+)'|import\('([^']+)'\)/g)]
    .map(([, from, dynamic]) => from ?? dynamic ?? '')
    .map((name) =>
      name.startsWith('.') ? relative(root, normalize(join(root, dirname(path), name))) : name,
    );

const within = (folders: readonly string[]) => (name: string) =>
  folders.some((folder) => name.startsWith(`${folder}/`));
const isPackage = (name: string) =>
  !rooms.some((room) => name.startsWith(`${room}/`)) && !name.startsWith('.build/');

/** DESIGN: who may import what. An adapter may import its own folder; functions may import packages for wiring. */
const mayImport: Readonly<Record<string, (name: string, path: string) => boolean>> = {
  domain: within(['domain']),
  protocol: within(['domain', 'protocol']),
  events: (name) => within(['domain', 'events'])(name) || name === 'zod' || name === 'zod/mini',
  config: (name) =>
    within(['domain', 'config'])(name) ||
    name.startsWith('node:') ||
    ['zod', 'zod/mini', 'yaml'].includes(name),
  adapters: (name, path) =>
    within(['domain', 'events', 'protocol/ports', path.split('/').slice(0, 2).join('/')])(name) ||
    name.startsWith('node:') ||
    isPackage(name),
  functions: (name) =>
    within(['domain', 'protocol', 'events', 'adapters', 'functions', 'config', '.build'])(name) ||
    isPackage(name),
};

test.each(sources.filter((path) => (path.split('/')[0] ?? '') in mayImport))(
  '%s imports only what its folder may',
  (path) => {
    const allowed = mayImport[path.split('/')[0] ?? ''];
    expect(importsOf(path).filter((name) => allowed && !allowed(name, path))).toEqual([]);
  },
);

test('nothing but tests imports from test/', () => {
  const guilty = sources.filter(
    (path) =>
      !path.startsWith('test/') && !path.startsWith('bench/') && importsOf(path).some(within(['test'])),
  );
  expect(guilty).toEqual([]);
});

test('the core reads no clock and no randomness', () => {
  const guilty = sources
    .filter(within(['domain', 'protocol']))
    .filter((path) =>
      /Date\.now\(|new Date\(\)|Math\.random\(|crypto\.|setTimeout|setInterval|process\./.test(textOf(path)),
    );
  expect(guilty).toEqual([]);
});

test('each file fits on a few screens', () => {
  const long = sources.filter((path) => textOf(path).split('\n').length > LONGEST_FILE);
  expect(long).toEqual([]);
});

test('file names are kebab-case and say what is in them', () => {
  const guilty = sources.filter((path) => {
    const name = path.split('/').at(-1) ?? '';
    return (
      !/^[a-z0-9]+(-[a-z0-9]+)*(\.(test|contract))?\.ts$/.test(name) ||
      /^(utils?|helpers?|common|manager|index)\./.test(name)
    );
  });
  expect(guilty).toEqual([]);
});

test('no suppression goes without a reason', () => {
  const bare = sources.filter((path) =>
    /@ts-(ignore|nocheck)|@ts-expect-error\s*$|biome-ignore [^:]+:\s*$/m.test(
      textOf(path).replaceAll('tidy', ''),
    ),
  );
  expect(bare.filter((path) => path !== 'test/tidy.test.ts')).toEqual([]);
});

test('every function of the stack is a file, a name in serverless.yml and a log name', () => {
  const stack = textOf('serverless.yml');
  const files = filesIn('functions').filter((path) => path.split('/').length === 2);
  for (const path of files) {
    const name = path.replace(/^functions\/|\.ts$/g, '');
    expect(stack).toContain(`handler: functions/${name}.handler`);
    expect(stack).toContain(`POWERTOOLS_SERVICE_NAME: ${name}`);
  }
});

const invariants = ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9', 'I10', 'I11'];

test.each(invariants)('invariant %s is cited by a test', (invariant) => {
  const cited = new RegExp(`test(\\.prop|\\.each)?[^\\n]*\\b${invariant}\\b`);
  expect(
    sources
      .filter((path) => path.endsWith('.test.ts') && path !== 'test/tidy.test.ts')
      .some((path) => cited.test(textOf(path))),
  ).toBe(true);
});
