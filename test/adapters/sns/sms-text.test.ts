import fc from 'fast-check';
import { SegmentedMessage } from 'sms-segments-calculator';
import { expect, test } from 'vitest';
import { smsText } from '../../../adapters/sns/sms-text.ts';

const BEFORE = 'SEV1 INCIDENT: ';
const AFTER = ' (no-response) since 03:04Z g5pf9c3nzqq5-1.1.secondary.secondary';
const SHORT = ' g5pf9c3nzqq5-1';

const sms = (title: string): string => smsText({ before: BEFORE, title, after: AFTER, shortAfter: SHORT });

/** Counted by a stranger: the segment calculator of a telephone company. */
const counted = (text: string) => {
  const { segmentsCount, encodingName } = new SegmentedMessage(text, 'auto');
  return { parts: segmentsCount, encoding: encodingName };
};

test.each([
  ['a dash', 'checkout – errors', 'checkout - errors'],
  ['quotes and an ellipsis', '“orders” don’t arrive…', '"orders" don\'t arrive...'],
  ['accents that GSM-7 has', 'für Größe: é à ñ Å', 'für Größe: é à ñ Å'],
  ['accents and letters that it has not', 'płatności čeká ő', 'platnosci ceka o'],
])('%s goes out in GSM-7', (_, title, written) => {
  expect(sms(title)).toBe(`${BEFORE}${written}${AFTER}`);
  expect(counted(sms(title))).toEqual({ parts: 1, encoding: 'GSM-7' });
});

test.each([
  ['Cyrillic', 'Сбой оплаты', 'Сбой оплаты'],
  ['Japanese', '支払いの失敗 – 注文', '支払いの失敗 - 注文'],
  ['an emoji', 'checkout 🚨', 'checkout 🚨'],
])('%s goes out as it is, in UCS-2, with the incident’s id', (_, title, written) => {
  expect(sms(title)).toBe(`${BEFORE}${written}${SHORT}`);
  expect(counted(sms(title))).toEqual({ parts: 1, encoding: 'UCS-2' });
});

test('what is cut is the title, between characters as people see them', () => {
  expect(sms('x'.repeat(300))).toBe(`${BEFORE}${'x'.repeat(79)}..${AFTER}`);
  const family = '👨‍👩‍👧';
  expect(sms(family.repeat(20))).toBe(`${BEFORE}${family.repeat(4)}..${SHORT}`);
});

test('whatever the title, the SMS is one part, well formed, and holds the incident’s id', () => {
  const title = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 220 }),
    fc.string({ unit: 'binary', maxLength: 220 }).map((text) => text.toWellFormed()),
    fc.string({ unit: fc.constantFrom('€', '{', 'é', '–', 'ł', 'д', '🚨', 'a'), maxLength: 220 }),
  );
  fc.assert(
    fc.property(title, (text) => {
      const sent = sms(text);
      expect(counted(sent).parts).toBe(1);
      expect(sent.isWellFormed()).toBe(true);
      expect(sent.startsWith(BEFORE)).toBe(true);
      expect(sent).toContain('g5pf9c3nzqq5-1');
    }),
    { numRuns: 500 },
  );
});
