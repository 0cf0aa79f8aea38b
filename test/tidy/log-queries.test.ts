import { expect, test } from 'vitest';
import { sources, textOf, within } from './sources.ts';

/** The queries of docs/operations.md, Asking the log. */
const queries = (() => {
  const [, section = ''] = textOf('docs/operations.md').split('## Asking the log\n');
  const [own = ''] = section.split('\n## ');
  return [...own.matchAll(/```\n([^`]+)```/g)].map(([, query = '']) => query.trim());
})();

/** What is written to the log, and what the notes' fields are called. */
const journalling = sources
  .filter(within(['functions', 'protocol']))
  .map(textOf)
  .filter((text) => text.includes('note('))
  .join('\n');

test('there are queries', () => {
  expect(queries.length).toBeGreaterThan(2);
});

test.each(queries)('the log has every field that is asked for: %s', (query) => {
  const asked = [...query.matchAll(/fields\.(\w+)/g)].map(([, name = '']) => name);
  expect(asked.filter((name) => !new RegExp(`\\b${name}\\b[:,} ]`).test(journalling))).toEqual([]);
});

test.each(queries)('every function that is asked for writes a log: %s', (query) => {
  const asked = [...query.matchAll(/service = "([^"]+)"/g)].map(([, name = '']) => name);
  expect(asked.filter((name) => !sources.includes(`functions/${name}.ts`))).toEqual([]);
});
