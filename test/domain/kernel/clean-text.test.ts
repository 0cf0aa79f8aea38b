import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanLine, cleanText, indented } from '../../../domain/kernel/clean-text.ts';

const noLine = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u;
const emojiJoin =
  /(?<=\p{Extended_Pictographic}\p{Emoji_Modifier}?\ufe0f?)\u200d(?=\p{Extended_Pictographic})/gu;
const formats = (text: string): boolean => /\p{Cf}/u.test(text.replace(emojiJoin, ''));

describe('in one line', () => {
  test.each([
    ['a\r\nSeverity: SEV4', 'a Severity: SEV4'],
    ['a\u2028b\u2029c\u0085d', 'a b c d'],
    ['\u001b[31mred\u0007', '[31mred'],
    ['pay\u200bment \u202egnp.exe\u202c', 'payment gnp.exe'],
    ['a\u{e0041}b', 'ab'],
    ['half \ud83d', 'half \ufffd'],
    ['  around  ', 'around'],
    ['注文 サービス', '注文 サービス'],
  ])('%j reads %j', (text, clean) => {
    expect(cleanLine(text)).toBe(clean);
  });

  test.each(['👩‍⚕️', '🧑🏽‍🚀', '🏳️‍🌈', '👨‍👩‍👧', '❤️‍🔥'])('the emoji %s stays whole', (emoji) => {
    expect(cleanLine(`on call: ${emoji}`)).toBe(`on call: ${emoji}`);
  });

  test.each(['\u200d👩', '👩\u200d', '👩\u200d\u200d⚕', '👩\u200b\u200d⚕', 'a\u200db'])(
    'a joiner that joins no emoji goes: %j',
    (text) => {
      expect(cleanLine(text)).not.toMatch(/\u200d/u);
    },
  );
});

const anyText = fc.string({ unit: 'binary', maxLength: 40 });

test('no control, format, line or paragraph separator character is left in any line, and cleaning again changes nothing', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const clean = cleanLine(text);
      expect(clean).not.toMatch(noLine);
      expect(formats(clean)).toBe(false);
      expect(cleanLine(clean)).toBe(clean);
    }),
    { numRuns: 2_000 },
  );
});

test('text of several lines keeps its lines and nothing else that cannot be seen', () => {
  expect(cleanText('one\r\ntwo\rthree\u2028four\n\n\tfive\u202e')).toBe('one\ntwo\nthree\nfour\n\n five');
  fc.assert(
    fc.property(anyText, (text) => {
      const clean = cleanText(text);
      expect(clean.replaceAll('\n', '')).not.toMatch(noLine);
      expect(formats(clean)).toBe(false);
    }),
  );
});

test('no line of an indented text stands at the margin but its first', () => {
  expect(indented('one\nStatus: resolved')).toBe('one\n    Status: resolved');
});
