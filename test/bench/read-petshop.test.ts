import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { judgeIssues, judgeNormal } from '../../bench/petshop/judge.ts';
import { readPetShop } from '../../bench/petshop/read-petshop.ts';
import { sharesOf } from '../../bench/petshop/shares.ts';

/** A shop of two parts in the layout of the data set; `db` is slow in its only issue. */
const metrics = (fromS: number, slots: number, dbSeconds: number): string => {
  const columns = ['web', 'db'].flatMap((part) =>
    [
      ['latency', 'Average'],
      ['latency', 'p99'],
      ['requests', 'Sum'],
      ['availability', 'Average'],
    ].map(([metric, statistic]) => ({ part, metric, statistic })),
  );
  const latency: Readonly<Record<string, number>> = { web: 0.1 + dbSeconds, db: 0.01 + dbSeconds };
  const rows = Array.from({ length: slots }, (_, at) =>
    columns.map(({ part, metric, statistic }) => {
      if (metric === 'requests') return '100';
      if (metric === 'availability') return '99';
      return statistic === 'p99' ? '7' : String((latency[part] ?? 0) * (1 + (at % 3) / 50));
    }),
  );
  return [
    ['microservice', ...columns.map(({ part }) => part)],
    ['metric', ...columns.map(({ metric }) => metric)],
    ['statistic', ...columns.map(({ statistic }) => statistic)],
    ['unix_timestamp', ...columns.map(() => '')],
    ...rows.map((row, at) => [`${fromS + at * 300}.0`, ...row]),
  ]
    .map((row) => row.join(','))
    .join('\n');
};

const target = {
  target: { node: 'web', metric: 'latency', agg: 'Average', timestamp: 1_000_010 },
  root_cause: { node: 'db', metric: null },
};

let folder = '';
const write = (path: string, text: string): void => {
  const file = join(folder, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tocsin-petshop-'));
  write('calm/graph.csv', ',web,db\nweb,0.0,1.0\ndb,0.0,0.0\n');
  write('calm/noissue/metrics.csv', metrics(0, 60, 0));
  write('calm/train/issue_0/metrics.csv', metrics(1_000_000, 5, 0.2));
  write('calm/train/issue_0/target.json', JSON.stringify(target));
});

test('parts, calls and units are read', () => {
  const [traffic] = readPetShop(folder);
  expect(traffic?.graph).toEqual({ calls: [{ caller: 'web', callee: 'db' }] });
  expect(traffic?.normal.slots.slice(0, 2)).toEqual([0, 300_000]);
  const [first] = traffic?.normal.parts.get('web') ?? [];
  expect(first?.requests).toBe(100);
  expect(first?.latencyMs).toBeCloseTo(100);
  expect(first?.faults).toBeCloseTo(1);
  expect(traffic?.issues).toMatchObject([
    { name: 'train/issue_0', cause: 'db', target: { part: 'web', measure: 'latency', atMs: 1_000_010_000 } },
  ]);
});

test('an issue is judged by its true cause, normal operation by whether nothing is named', () => {
  const [traffic] = readPetShop(folder);
  if (traffic === undefined) throw new Error('nothing was read');
  const issues = judgeIssues(traffic);
  expect(issues.map(({ place }) => place)).toEqual([1]);
  expect(sharesOf('top-1', issues).map(({ of, value }) => [of, value])).toEqual([
    ['latency', 1],
    ['calm', 1],
    ['all', 1],
  ]);
  const normal = judgeNormal(traffic, 5);
  expect(normal.length).toBeGreaterThan(2);
  expect(sharesOf('specificity', normal).at(-1)?.value).toBe(1);
});

test('a cause that is not named counts as missed', () => {
  write('calm/train/issue_0/target.json', JSON.stringify({ ...target, root_cause: { node: 'elsewhere' } }));
  const issues = readPetShop(folder).flatMap(judgeIssues);
  expect(sharesOf('top-3', issues).at(-1)).toMatchObject({ value: 0, good: 0, all: 1 });
});

test.each([
  ['a folder that is not there', () => join(folder, 'nowhere'), 'there is no such folder'],
  [
    'a folder without a graph',
    () => join(folder, 'calm/noissue'),
    'expected a folder with <traffic>/graph.csv',
  ],
])('%s is said', (_, where, message) => {
  expect(() => readPetShop(where())).toThrow(message);
});

test.each([
  ['calm/graph.csv', ',web,db\nweb,0.0\n', 'row 2: 2 cells where the first row has 3'],
  ['calm/train/issue_0/target.json', '{"target":{"node":"web"}}', 'expected target.node, target.metric'],
  [
    'calm/train/issue_0/target.json',
    JSON.stringify({ ...target, target: { ...target.target, metric: 'cpu' } }),
    'target.metric is "cpu": expected "latency" or "availability"',
  ],
])('a mistake in %s names its place (%s)', (path, text, message) => {
  write(path, text);
  expect(() => readPetShop(folder)).toThrow(message);
  expect(() => readPetShop(folder)).toThrow(path);
});
