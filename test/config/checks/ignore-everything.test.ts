import { describe, expect, test } from 'vitest';
import { parseConfiguration } from '../../../config/parse.ts';
import { contacts, mistakesIn } from '../mistakes-in.ts';

describe('a rule that ignores everything', () => {
  const ALL = 'ignores everything, so that nobody is ever paged: narrow the match, or add everything: true';
  test.each(['{ alarm: "*" }', '{ account: "*", region: "*" }'])('is refused: %s', (match) => {
    expect(mistakesIn(`rules: [{ name: quiet, match: ${match}, ignore: true }]`)).toEqual([
      `4:9 rules[0]: ${ALL}`,
    ]);
  });

  test('is taken where it is meant, and the configuration keeps no word of that', () => {
    const parsed = parseConfiguration(
      `${contacts}rules: [{ name: quiet, match: { alarm: "*" }, ignore: true, everything: true }]`,
    );
    expect(parsed.ok && parsed.configuration.rules).toEqual([
      { name: 'quiet', match: { alarm: '*' }, ignore: true },
    ]);
  });

  test.each([
    '{ name: a, match: { alarm: "x*" }, ignore: true, everything: true }',
    '{ name: a, match: { alarm: "*" }, severity: SEV4, everything: true }',
  ])('nothing else may say everything: %s', (rule) => {
    expect(mistakesIn(`rules: [${rule}]`).join()).toContain(
      'rules[0].everything: belongs to a rule that ignores',
    );
  });

  test.each(['{ alarm: "*", kind: deployment }', '{ alarm: "*-test" }', '{ tags: { stage: "*" } }'])(
    'one that leaves something is taken: %s',
    (match) => {
      expect(mistakesIn(`rules: [{ name: quiet, match: ${match}, ignore: true }]`)).toEqual([]);
    },
  );

  test('one that gives everything a severity is taken', () => {
    expect(mistakesIn('rules: [{ name: all, match: { alarm: "*" }, severity: SEV2 }]')).toEqual([]);
  });
});
