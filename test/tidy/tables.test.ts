import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

/**
 * A capability is added to a copy of the project: a lamp that lights after a minute and can be dimmed. It is a clock, a
 * carrier and a command, each a file of its own and a row. Nothing else of the copy is touched.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));
const compiler = join(
  dirname(createRequire(import.meta.url).resolve('typescript/package.json')),
  'bin',
  'tsc',
);

const copied = ['adapters', 'config', 'domain', 'events', 'functions', 'protocol', 'test'];

/** The files that are added, and the texts in test/tidy/capability. */
const files: Readonly<Record<string, string>> = {
  'domain/lamp/lamp-clock.ts': 'lamp-clock',
  'domain/lamp/dim-lamp.ts': 'dim-lamp',
  'protocol/lamp/lamp-carrier.ts': 'lamp-carrier',
  'events/contracts/api/dim-lamp-call.ts': 'dim-lamp-call',
  'play.ts': 'play',
};

interface Row {
  readonly table: string;
  /** The import that names the file. */
  readonly from: string;
  /** Where the row goes: before this line. */
  readonly before: string;
  readonly row: string;
}

const rows = {
  clock: {
    table: 'domain/lifecycle/clocks.ts',
    from: "import { lampClock } from '../lamp/lamp-clock.ts';",
    before: '  milestoneClock,\n',
    row: '  lampClock,\n',
  },
  carrier: {
    table: 'protocol/outbox/carriers.ts',
    from: "import { lampCarrier } from '../lamp/lamp-carrier.ts';",
    before: "  'end-signals': endSignalsCarrier,\n",
    row: '  lamp: lampCarrier,\n',
  },
  command: {
    table: 'domain/lifecycle/commands.ts',
    from: "import { dimLamp } from '../lamp/dim-lamp.ts';",
    before: '  say: sayFacts,\n',
    row: "  'dim-lamp': dimLamp,\n",
  },
  call: {
    table: 'events/contracts/api/operations.ts',
    from: "import { dimLamp } from './dim-lamp-call.ts';",
    before: '  say: lifecycle.sayFacts,\n',
    row: "  'dim-lamp': dimLamp,\n",
  },
} as const satisfies Readonly<Record<string, Row>>;

let folder = '';
beforeAll(() => {
  mkdirSync(join(root, '.build'), { recursive: true });
  // Inside the project, so that its packages are found.
  folder = mkdtempSync(join(root, '.build', 'tables-'));
  for (const name of copied) cpSync(join(root, name), join(folder, name), { recursive: true });
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  const settings = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8'));
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ ...settings, include: ['play.ts', 'domain/lamp', 'protocol/lamp', 'protocol/outbox'] }),
  );
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(new URL(`capability/${text}.ts.txt`, import.meta.url), join(folder, path));
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The tables of the copy as they are in the project, with these rows added. */
const addRows = (names: readonly (keyof typeof rows)[]): void => {
  for (const row of Object.values(rows)) cpSync(join(root, row.table), join(folder, row.table));
  for (const name of names) {
    const { table, from, before, row } = rows[name];
    const text = readFileSync(join(folder, table), 'utf8');
    expect(text, `${table} has changed: say here where its row goes`).toContain(before);
    writeFileSync(join(folder, table), `${from}\n${text.replace(before, `${row}${before}`)}`);
  }
};

const run = (args: readonly string[]) =>
  spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', env: { PATH: process.env['PATH'] } });

const compile = (): string => run([compiler, '--noEmit', '-p', folder]).stdout;

test('a clock, a carrier and a command are each added by a file and a row', () => {
  addRows(['clock', 'carrier', 'command', 'call']);
  expect(compile()).toBe('');
  const { stdout, stderr } = run(['--disable-warning=ExperimentalWarning', 'play.ts']);
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual({
    statuses: [409, 400, 200],
    lit: [{ incidentId: expect.any(String), colour: 'red' }],
    owed: [],
    lamp: 'out',
    texts: ['The lamp lights', 'Dimmed to 20 %'],
    isDescribed: true,
  });
});

test('a kind of effect without a carrier does not compile', () => {
  addRows(['clock', 'command', 'call']);
  expect(compile()).toMatch(/protocol\/outbox\/carriers\.ts.*lamp/s);
});

test('a command without its call over the API does not compile', () => {
  addRows(['clock', 'carrier', 'command']);
  expect(compile()).toMatch(/events\/contracts\/api\/operations\.ts.*dim-lamp/s);
});
