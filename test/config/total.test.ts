import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseConfiguration } from '../../config/parse.ts';

test('whatever the file holds, the answer is a configuration or mistakes with a place', () => {
  const piece = fc.constantFrom(
    'audiences',
    'fallback',
    'email',
    ': ',
    '- ',
    '\n',
    '  ',
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    '&a',
    '*a',
    '<<',
    '!t',
    '|',
    '#',
    '\t',
    '5m',
    'SEV1',
    '__proto__',
    'null',
    '---',
    '\u0000',
    '注',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
      const parsed = parseConfiguration(pieces.join(''));
      if (parsed.ok) return;
      expect(parsed.mistakes.length).toBeGreaterThan(0);
      for (const { line, column, path, message } of parsed.mistakes) {
        expect(line).toBeGreaterThan(0);
        expect(column).toBeGreaterThan(0);
        expect(path).not.toBe('');
        expect(message).not.toBe('');
      }
    }),
    { numRuns: 600 },
  );
});
