import { expect, test } from 'vitest';
import { mistakesIn } from './mistakes-in.ts';

const remedy = 'is not an account id: write its 12 digits in quotes, such as "210987654321"';

test.each([
  ['a number, whose zeros in front YAML drops', '[210987654321]'],
  ['too few digits', '["21098765432"]'],
  ['too many digits', '["2109876543210"]'],
  ['an ARN', '["arn:aws:iam::210987654321:root"]'],
  ['digits of another script', '["٢١٠٩٨٧٦٥٤٣٢١"]'],
  ['a wildcard', '["*"]'],
])('an account that is %s is refused with the remedy', (_what, written) => {
  expect(mistakesIn(`accounts: ${written}\n`)).toEqual([expect.stringContaining(remedy)]);
});

test('a single account that is not in a list is refused', () => {
  expect(mistakesIn('accounts: "210987654321"\n')).toHaveLength(1);
});
