import { describe, expect, test } from 'vitest';
import { decodeFile } from '../../../config/mistakes/decode.ts';

const text = 'services:\n  - name: Zürich 注文\n';

test('a file in UTF-8 is its text, with or without a mark', () => {
  expect(decodeFile(Buffer.from(text))).toEqual({ text });
  expect(decodeFile(Buffer.from(`\ufeff${text}`))).toEqual({ text });
  expect(decodeFile(Buffer.from(''))).toEqual({ text: '' });
});

describe('another encoding is named, with the place of the first character that is not UTF-8', () => {
  const latin = Buffer.from('services:\n  - name: Zürich\n', 'latin1');
  const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
  const le = Buffer.from(utf16);
  test.each([
    ['Latin-1', latin, 2, 12, /^is not in UTF-8 here \(byte fc\), .*: save it in UTF-8$/],
    [
      'Latin-1, a letter that begins a longer character in UTF-8',
      Buffer.from('name: Café@Orléans\n', 'latin1'),
      1,
      10,
      /^is not in UTF-8 here \(byte e9\)/,
    ],
    ['UTF-16, little end first', le, 1, 1, /^is in UTF-16: save it in UTF-8$/],
    ['UTF-16, big end first', Buffer.from(utf16).swap16(), 1, 1, /^is in UTF-16: save it in UTF-8$/],
    [
      'UTF-16 without a mark',
      Buffer.from(text, 'utf16le'),
      1,
      2,
      /zero byte, as UTF-16 .*: save it in UTF-8$/,
    ],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]), 1, 1, /^is in UTF-32: save it in UTF-8$/],
    [
      'a character that is broken off',
      Buffer.from('a: ü').subarray(0, 4),
      1,
      4,
      /^is not in UTF-8 here \(byte c3\)/,
    ],
  ])('%s', (_encoding, bytes, line, column, message) => {
    expect(decodeFile(bytes)).toEqual({
      mistake: { line, column, path: '(file)', message: expect.stringMatching(message) },
    });
  });
});
