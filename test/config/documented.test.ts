import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parseConfiguration } from '../../config/parse.ts';
import { keysAt } from '../../config/schema/json-schema.ts';

const text = readFileSync(fileURLToPath(new URL('../../docs/configuration.md', import.meta.url)), 'utf8');
const blocks = [...text.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, block = '']) => block);

test('the example that is said to be enough is enough', () => {
  expect(parseConfiguration(blocks[0] ?? '')).toMatchObject({ ok: true });
});

test.each(blocks.slice(1))('an example of the reference is right: %s', (block) => {
  expect(parseConfiguration(`${blocks[0]}${block}`)).toMatchObject({ ok: true });
});

test.each([
  [[]],
  [['clocks']],
  [['clocks', 'expiry']],
  [['clocks', 'milestones']],
  [['triggers']],
  [['rules', 0, 'match']],
])('the reference names every key of %j', (path) => {
  const keys = keysAt(path);
  expect(keys.length).toBeGreaterThan(4);
  for (const key of keys) expect(text).toContain(key);
});
