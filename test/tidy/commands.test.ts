import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import project from '../../package.json' with { type: 'json' };

const root = new URL('../../', import.meta.url);
const documents = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.md') && !/(?:^|\/)(?:node_modules|\.)/.test(path),
);
const textOf = (path: string): string => readFileSync(new URL(path, root), 'utf8');

/** What stands in code, in a line or a block. */
const codeIn = (text: string): string => [...text.matchAll(/```[^`]*```|`[^`\n]+`/g)].join('\n');

test.each(documents)('every npm script that %s names exists', (path) => {
  const named = [...codeIn(textOf(path)).matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(
    ([, name]) => name,
  );
  expect(named.filter((name) => !Object.hasOwn(project.scripts, name ?? ''))).toEqual([]);
});

test.each(documents)('%s starts nothing with the Node of the machine: npm finds the pinned one', (path) => {
  expect(codeIn(textOf(path)).match(/(?:^|[`\s;&])(?:node [\w./-]+\.ts|npx )[^\n`]*/g)).toBeNull();
});
