import { describe, expect, test } from 'vitest';
import { parseConfiguration } from '../../../config/parse.ts';
import { defaults } from '../../../config/schema/defaults.ts';
import { triggerNames } from '../../../domain/kernel/trigger.ts';
import { contacts, mistakesIn } from '../mistakes-in.ts';

const parsed = (text: string) => {
  const answer = parseConfiguration(`${contacts}${text}`);
  if (!answer.ok) throw new Error(JSON.stringify(answer.mistakes));
  return answer;
};

const warningsIn = (text: string): readonly string[] =>
  parsed(text).warnings.map(({ line, column, path, message }) => `${line}:${column} ${path}: ${message}`);

test('every trigger has recipients by default', () => {
  for (const name of triggerNames) expect(defaults.triggers[name], name).not.toEqual([]);
});

test('a trigger that is written replaces that one alone', () => {
  expect(
    parsed('triggers: { regulatory: [secondary, experts], data-loss: [] }').configuration.triggers,
  ).toEqual({ ...defaults.triggers, regulatory: ['secondary', 'experts'], 'data-loss': [] });
});

describe('mistakes', () => {
  test.each([
    [
      '{ sevral-components: [] }',
      '4:13 triggers.sevral-components: unknown key "sevral-components": did you mean "several-components"?',
    ],
    [
      '{ regulatory: [expert] }',
      '4:26 triggers.regulatory[0]: "expert" is not an audience: did you mean "experts"?',
    ],
    ['{ regulatory: primary }', '4:25 triggers.regulatory: "primary" is not a list: write a list'],
    ['{ regulatory: }', '4:13 triggers.regulatory: is empty: write a list'],
  ])('%s', (text, mistake) => {
    expect(mistakesIn(`triggers: ${text}`)).toEqual([mistake]);
  });

  test('an audience that no trigger could have meant is told those that exist', () => {
    expect(mistakesIn('triggers: { regulatory: [lawyers-of-the-company] }').join()).toMatch(
      /triggers\.regulatory\[0\]: "lawyers-of-the-company" is not an audience: known are primary, .*, experts$/,
    );
  });

  test('no audience is called experts, which stands for those of a scenario', () => {
    expect(mistakesIn('  experts: [{ email: a@shop.test }]')).toEqual([
      '4:3 audiences.experts: stands for the experts of a scenario: choose another',
    ]);
  });

  test('`experts` stands for nobody outside of triggers', () => {
    expect(mistakesIn('updateAudiences: { SEV1: [experts] }').join()).toContain(
      '"experts" is not an audience',
    );
  });
});

describe('warnings', () => {
  test.each([
    [
      'became-sev1',
      'pages nobody: a SEV1 then reaches no more people than its policy. Name an audience, or remove the line to page commander, management',
    ],
    [
      'security-incident',
      'pages nobody: a security incident then reaches no more people than its policy. Name an audience, or remove the line to page security',
    ],
    [
      'no-resolution',
      'pages nobody: an incident that drags on after an acknowledgement then pages nobody more. Name an audience, or remove the line to page commander, management',
    ],
  ])('%s that pages nobody', (trigger, message) => {
    expect(warningsIn(`triggers: { ${trigger}: [] }`)).toContain(`4:13 triggers.${trigger}: ${message}`);
  });

  test('another trigger that pages nobody is a choice', () => {
    expect(warningsIn('triggers: { several-components: [] }').join()).not.toContain('pages nobody');
  });

  test('an audience that only a replaced trigger named is no longer missed', () => {
    const missed = (text: string) => warningsIn(text).some((line) => /"management".* no contact/.test(line));
    const others =
      'no-resolution: [commander], data-loss: [database], breach-confirmed: [security], compromise-confirmed: [security], regulatory: [security]';
    const updates = 'updateAudiences: { SEV1: [primary] }\n';
    expect(missed(`${updates}triggers: { ${others} }`)).toBe(true);
    expect(missed(`${updates}triggers: { became-sev1: [commander], ${others} }`)).toBe(false);
  });

  test('an audience that a trigger alone names is used', () => {
    const legal = '  legal: [{ email: carl@shop.test }]\n';
    expect(warningsIn(legal).join()).toContain('nothing uses this audience');
    expect(warningsIn(`${legal}triggers: { regulatory: [legal] }`).join()).not.toContain('nothing uses');
  });

  test('an audience that a trigger pages and that receives no pages', () => {
    const only = (kinds: string) => `  commander: [{ email: carl@shop.test, only: { kinds: [${kinds}] } }]`;
    expect(warningsIn(only('update'))).toContain(
      '4:3 audiences.commander: is paged by the trigger "became-sev1", but no contact receives pages: widen an "only"',
    );
    expect(warningsIn(only('update, page')).join()).not.toContain('is paged by the trigger');
  });
});
