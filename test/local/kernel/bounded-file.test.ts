import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openBoundedFile } from '../../../local/kernel/bounded-file.ts';
import { makeFolder, removeFolders } from '../fixture/package.ts';

afterEach(removeFolders);

const fail = (error: unknown): never => {
  throw error;
};

const linesOf = (path: string): readonly string[] => readFileSync(path, 'utf8').split('\n').slice(0, -1);

test('a file that is full is begun anew, and the last lines stay, in their order', async () => {
  const folder = makeFolder();
  const path = join(folder, 'logs', 'some.log');
  const file = openBoundedFile(path, 100, fail);
  const lines = Array.from({ length: 1000 }, (_, n) => `line ${String(n).padStart(4, '0')}`);
  for (const line of lines) file.write(line);
  await file.close();
  const kept = [...linesOf(`${path}.1`), ...linesOf(path)];
  expect(kept).toEqual(lines.slice(-kept.length));
  expect(linesOf(`${path}.1`)).toHaveLength(10);
  expect(readdirSync(join(folder, 'logs')).sort()).toEqual(['some.log', 'some.log.1']);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('what an earlier run wrote counts', async () => {
  const path = join(makeFolder(), 'some.log');
  writeFileSync(path, `${'a'.repeat(80)}\n`);
  const file = openBoundedFile(path, 100, fail);
  file.write('b'.repeat(30));
  await file.close();
  expect(linesOf(path)).toEqual(['b'.repeat(30)]);
  expect(linesOf(`${path}.1`)).toEqual(['a'.repeat(80)]);
});

test('a line that is longer than the file may be is written whole', async () => {
  const path = join(makeFolder(), 'some.log');
  const file = openBoundedFile(path, 10, fail);
  file.write('c'.repeat(50));
  await file.close();
  expect(linesOf(path)).toEqual(['c'.repeat(50)]);
});
