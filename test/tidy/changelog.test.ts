import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** What a release brought, by the hash of its section: it is history. A new release gets a row. */
const released = new Map([['0.1.0', '1e3259fa8f07aa61']]);

/** The sections of the changelog, by the first word of their headings. */
const sections = new Map(
  readFileSync('CHANGELOG.md', 'utf8')
    .split(/^## /m)
    .slice(1)
    .map((section): [string, string] => {
      const [heading = '', ...lines] = section.split('\n');
      return [heading.split(' ')[0] ?? '', lines.join('\n').trim()];
    }),
);

test('what a release brought stands under it and nothing else: what came after is unreleased', () => {
  expect([...sections.keys()]).toEqual(['Unreleased', ...released.keys()]);
  for (const [release, hash] of released) {
    const text = sections.get(release) ?? '';
    expect(createHash('sha256').update(text).digest('hex').slice(0, 16), release).toBe(hash);
  }
});
