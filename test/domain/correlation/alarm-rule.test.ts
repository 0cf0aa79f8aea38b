import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alarmsNamedIn } from '../../../domain/correlation/alarm-rule.ts';

test.each([
  ['ALARM("mail-queue-age") AND ALARM("mail-bounces")', ['mail-queue-age', 'mail-bounces']],
  ['ALARM(CPUUtilizationTooHigh) AND NOT OK(Deployment)', ['CPUUtilizationTooHigh', 'Deployment']],
  ['(ALARM("a b (c)") OR INSUFFICIENT_DATA("AND"))', ['a b (c)', 'AND']],
  [
    'AT_LEAST(2, ALARM, (one, "two", three)) OR AT_LEAST(50%, NOT OK, (four))',
    ['one', 'two', 'three', 'four'],
  ],
  [
    'ALARM("arn:aws:cloudwatch:eu-west-1:111122223333:alarm:x") OR TRUE',
    ['arn:aws:cloudwatch:eu-west-1:111122223333:alarm:x'],
  ],
  ['ALARM("say \\"no\\"")', ['say "no"']],
  ['ALARM("twice") OR OK("twice")', ['twice']],
  ['ALARM("whole") OR ALARM("cut of', ['whole']],
  ['AT_LEAST(2, ALARM, (5xx-errors, 404, 50%, 1234567890))', ['5xx-errors', '1234567890']],
  ['ALARM("") OR ALARM(x)', ['x']],
  ['TRUE', []],
  ['', []],
])('%s names %j', (rule, names) => {
  expect(alarmsNamedIn(rule)).toEqual(names);
});

test('names that are quoted are found again, whatever they are', () => {
  const name = fc.string({ minLength: 1, maxLength: 40 }).filter((text) => !text.includes('\\'));
  fc.assert(
    fc.property(fc.uniqueArray(name, { maxLength: 8 }), (names) => {
      const rule = names.map((one) => `ALARM("${one.replaceAll('"', '\\"')}")`).join(' OR ');
      expect(alarmsNamedIn(rule)).toEqual(names);
    }),
  );
});
