import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { builtInRules } from '../../../domain/classification/rules/built-in.ts';
import { triggerNames } from '../../../domain/kernel/trigger.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const rulesFolder = 'domain/classification/rules';
const here = fileURLToPath(new URL('.', import.meta.url));
const textOf = (path: string) => readFileSync(join(root, path), 'utf8');

/** Cells of the tables of docs/rules.md, without their heads. */
const rows = textOf('docs/rules.md')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| the documents/.test(line))
  .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '')));

const ruleRows = rows.flatMap(([, rule = '', told = '']) =>
  rule.startsWith('`trigger:') ? [] : [{ rule: rule.replaceAll('`', ''), told }],
);
const triggerRows = rows.flatMap(([, rule = '', told = '']) =>
  rule.startsWith('`trigger:')
    ? [
        {
          trigger: rule.slice('`trigger:'.length, -1),
          files: told.split(', ').map((file) => file.replaceAll('`', '')),
        },
      ]
    : [],
);

const tests = readdirSync(here)
  .filter((name) => name.endsWith('.test.ts') && name !== 'documented.test.ts')
  .map((name) => readFileSync(join(here, name), 'utf8'));

describe('docs/rules.md', () => {
  test('lists every built-in rule, and no other', () => {
    const listed = new Set(ruleRows.map(({ rule }) => rule));
    expect([...listed].sort()).toEqual(
      [...builtInRules.map(({ name }) => name), 'unknown-alarm', 'alarm-tags', 'named-severity'].sort(),
    );
  });

  test.each(ruleRows)('names a test of $rule that exists and expects it', ({ rule, told }) => {
    const holding = tests.filter((text) => text.includes(`'${told}'`));
    expect(holding.length).toBeGreaterThan(0);
    expect(holding.some((text) => text.includes(rule))).toBe(true);
  });

  test('lists every trigger', () => {
    const bySeverity = ['became-sev1', 'security-incident', 'no-resolution'];
    const declared = triggerNames.filter((name) => !bySeverity.includes(name));
    expect(triggerRows.map(({ trigger }) => trigger).sort()).toEqual([...declared].sort());
  });

  test.each(triggerRows)('says where trigger $trigger is decided', ({ trigger, files }) => {
    for (const file of files) expect(textOf(file)).toContain(`'${trigger}'`);
  });
});

test('every built-in rule says where it comes from', () => {
  const files = readdirSync(join(root, rulesFolder)).map((name) => textOf(`${rulesFolder}/${name}`));
  for (const { name } of builtInRules) {
    const holding = files.find((text) => text.includes(`name: '${name}'`)) ?? '';
    const before = holding.slice(0, holding.indexOf(`name: '${name}'`));
    expect(before.slice(before.lastIndexOf('/**')), name).toMatch(
      /^\/\*\*[\s\S]*\*\/\n(?:export )?const \w+: BuiltInRule = \{\s*$/,
    );
  }
});
