import { expect, test } from 'vitest';
import { parseConfiguration } from '../../../config/parse.ts';
import { defaultTriggers } from '../../../config/schema/triggers.ts';
import { contacts, mistakesIn } from '../mistakes-in.ts';

test('what a file says of one trigger replaces that one alone', () => {
  const parsed = parseConfiguration(`${contacts}triggers:\n  several-components: [devops]\n`);
  expect(parsed).toMatchObject({
    ok: true,
    configuration: { triggers: { ...defaultTriggers, 'several-components': ['devops'] } },
  });
});

test.each([
  [
    'triggers:\n  several-component: [devops]\n',
    '5:3 triggers.several-component: unknown key "several-component": did you mean "several-components"?',
  ],
  [
    'triggers:\n  data-loss: [databse, commander]\n',
    '5:15 triggers.data-loss[0]: "databse" is not an audience: did you mean "database"?',
  ],
  ['triggers:\n  data-loss: database\n', '5:14 triggers.data-loss: "database" is not a list: write a list'],
])('a mistake is named with its place and a remedy: %s', (text, mistake) => {
  expect(mistakesIn(text)).toEqual([mistake]);
});

test('experts stand for those of the scenario, and no audience may be called so', () => {
  expect(mistakesIn('triggers:\n  regulatory: [experts]\n')).toEqual([]);
  expect(mistakesIn('', `${contacts}  experts: [{ email: cleo@shop.test }]\n`)).toEqual([
    '4:3 audiences.experts: is a name the stack uses itself: choose another',
  ]);
});

const warningsOf = (text: string): readonly string[] => {
  const parsed = parseConfiguration(`${contacts}${text}`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.mistakes));
  return parsed.warnings.map(({ path, message }) => `${path}: ${message}`);
};

test('a trigger that pages nobody is allowed; where whole incidents hang on it the team is warned', () => {
  const says = (text: string) => warningsOf(text).filter((warning) => warning.startsWith('triggers'));
  expect(says('triggers:\n  several-components: []\n')).toEqual([]);
  expect(says('triggers:\n  became-sev1: []\n')).toEqual([
    'triggers.became-sev1: pages nobody: only the rungs of the policy hear of it. Leave it out for the default',
  ]);
});

test('an audience that only a trigger names is used, and warned of where it has no contact', () => {
  expect(warningsOf('triggers:\n  data-loss: [external-support]\n')).toContainEqual(
    expect.stringMatching(/^audiences.*the audience "external-support" has no contact/u),
  );
  expect(warningsOf('')).not.toContainEqual(expect.stringContaining('external-support'));
});
