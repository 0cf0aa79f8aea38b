import { expect, test } from 'vitest';
import { mayImport, roomOf, roomsFromTheGround, strangers } from './tidy/rooms.ts';
import { filesIn, importsOf, isPackage, sources, textOf, within } from './tidy/sources.ts';

const LONGEST_FILE = 220;

test.each(sources)('%s imports only what its folder may', (path) => {
  expect(importsOf(path).filter((name) => !mayImport(path, name, isPackage(name)))).toEqual([]);
});

test.each(Object.keys(roomsFromTheGround))('every file of %s is in a room that is listed', (top) => {
  const listed = roomsFromTheGround[top] ?? [];
  const guilty = filesIn(top).filter((path) => path.endsWith('.ts') && !listed.includes(roomOf(path) ?? ''));
  expect(guilty).toEqual([]);
});

test.each(Object.entries(roomsFromTheGround))('no room of %s sees one above it', (top, rooms) => {
  const heightOf = (path: string) => rooms.indexOf(roomOf(path) ?? '');
  const guilty = sources.filter(within([top])).flatMap((path) =>
    importsOf(path)
      .filter((name) => within([top])(name) && heightOf(name) > heightOf(path))
      .map((name) => `${path} → ${name}`),
  );
  expect(guilty).toEqual([]);
});

test.each(strangers)('%s and %s import nothing from each other', (one, other) => {
  const crossing = (from: string, to: string) =>
    sources.filter(within([from])).filter((path) => importsOf(path).some(within([to])));
  expect([...crossing(one, other), ...crossing(other, one)]).toEqual([]);
});

test('imports go in no circle, types included', () => {
  const edges = new Map(
    sources.map((path) => [path, importsOf(path).filter((name) => name.endsWith('.ts'))]),
  );
  const finished = new Set<string>();
  const circles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) circles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
    if (finished.has(path) || trail.includes(path)) return;
    for (const next of edges.get(path) ?? []) visit(next, [...trail, path]);
    finished.add(path);
  };
  for (const path of sources) visit(path, []);
  expect(circles).toEqual([]);
});

test('nothing but tests and benchmarks imports from test/', () => {
  const guilty = sources
    .filter((path) => !within(['test', 'bench'])(path))
    .filter((path) => importsOf(path).some(within(['test'])));
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
    /@ts-(ignore|nocheck)|@ts-expect-error\s*$|biome-ignore [^:]+:\s*$/m.test(textOf(path)),
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

test('no test is skipped in silence, left alone or left for later', () => {
  const guilty = sources.filter(within(['test'])).filter((path) => {
    const code = textOf(path);
    const marks = [...code.matchAll(/\b(?:test|claim|describe)\.(skip|skipIf|runIf|only|todo|fails)\b/g)];
    return marks.some(([, mark]) => mark !== 'skipIf' || !code.includes('isSkipped = skipsAloud('));
  });
  expect(guilty).toEqual([]);
});
