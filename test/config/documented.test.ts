import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parseConfiguration } from '../../config/parse.ts';
import { defaults } from '../../config/schema/defaults.ts';
import { durationMs } from '../../config/schema/duration.ts';
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
  [['rules', 0, 'match']],
  [['triggers']],
])('the reference names every key of %j', (path) => {
  const keys = keysAt(path);
  expect(keys.length).toBeGreaterThan(4);
  for (const key of keys) expect(text).toContain(key);
});

/** First and second cells of the tables: a key, and its default. */
const rows = [...text.matchAll(/^\| `([\w-]+)` \| (.*?) \|/gm)].map(([, key = '', value = '']) => ({
  key,
  value,
}));

/** Every `key: 5m` of a text in milliseconds. */
const durationsIn = (value: string): Readonly<Record<string, number | undefined>> =>
  Object.fromEntries(
    [...value.matchAll(/`([\w-]+): (\w+)`/g)].map(([, key = '', duration = '']) => [
      key,
      durationMs(duration),
    ]),
  );

test('the reference names the default budget of pages', () => {
  expect(text).toContain(`Default: ${defaults.pagesPerMinute}, from 1 to`);
});

describe('the defaults that the reference names are those that hold', () => {
  const { updatesBeforeHourly, expiryMs, milestonesMs, postIncidentMs, ...single } = defaults.clocks;
  const defaultOf = (key: string): string => rows.find((row) => row.key === key)?.value ?? '';

  test.each(Object.entries(single))('clock %s: %d', (key, ms) => {
    expect(durationMs(defaultOf(key.slice(0, -'Ms'.length)).replaceAll('`', ''))).toBe(ms);
  });

  test.each([
    ['expiry', expiryMs],
    ['milestones', milestonesMs],
    ['postIncident', postIncidentMs],
  ])('clocks of %s', (key, expected) => {
    expect(durationsIn(defaultOf(key))).toEqual(expected);
  });

  test.each([
    ...Object.entries(defaults.triggers),
    ...Object.entries(defaults.experts),
    ...Object.entries(defaults.updateAudiences),
  ])('%s: the audiences %j', (name, audiences) => {
    expect(defaultOf(name)).toBe(audiences.join(', '));
  });

  test('updates before they become hourly, and the severity of what no rule recognises', () => {
    expect(defaultOf('updatesBeforeHourly')).toBe(`\`${updatesBeforeHourly}\``);
    expect(defaultOf('defaultSeverity')).toBe(`\`${defaults.defaultSeverity}\``);
  });

  test('how long what is resolved is kept, and what INSUFFICIENT_DATA does', () => {
    expect(durationMs(defaultOf('retention').replaceAll('`', ''))).toBe(defaults.retentionMs);
    expect(defaultOf('insufficientData')).toBe(`\`${defaults.insufficientData}\``);
  });

  test('whether incidents are examined, and how long a check may take', () => {
    const shown = blocks.find((block) => block.includes('triage:') && block.includes('# the defaults')) ?? '';
    expect(parseConfiguration(`${blocks[0]}${shown}`)).toMatchObject({
      configuration: { triage: defaults.triage },
    });
    expect(shown).toContain('checkTimeout:');
  });
});
