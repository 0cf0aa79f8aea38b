import { type JSONVisitor, visit } from 'jsonc-parser';
import { ProblemError } from '../problems/problem-error.ts';

/** No schema nests deeper than 3; the parser calls itself for each level, and would run out of stack at some thousands. */
const MAX_LEVELS = 100;

/** As RFC 8259 has it: neither comments nor a comma at the end. */
const strict = { disallowComments: true, allowTrailingComma: false };

/**
 * Finds the first mistake in a text that `JSON.parse` has refused. Its own messages quote the text and often lack the
 * place.
 * @throws ProblemError `malformed-json`, in any case
 */
export const refuseJson = (text: string): never => {
  let levels = 0;
  const deeper: JSONVisitor['onArrayBegin'] = (offset, _length, line, column) => {
    levels += 1;
    if (levels > MAX_LEVELS)
      throw malformed(`it nests deeper than ${MAX_LEVELS} levels`, offset, line, column);
  };
  const back = () => {
    levels -= 1;
  };
  visit(
    text,
    {
      onObjectBegin: deeper,
      onArrayBegin: deeper,
      onObjectEnd: back,
      onArrayEnd: back,
      onError: (_code, offset, _length, line, column) => {
        const what = offset >= text.length ? 'the text ends too early' : mistakeAt(text[offset]);
        throw malformed(what, offset, line, column);
      },
    },
    strict,
  );
  throw new Error('JSON.parse refused a text in which jsonc-parser finds no mistake');
};

const mistakeAt = (sign: string | undefined): string =>
  sign === '"' ? 'a string that is not expected, not closed, or not escaped' : 'unexpected text';

const malformed = (what: string, offset: number, line: number, column: number): ProblemError => {
  const place = `line ${line + 1}, column ${column + 1}`;
  return new ProblemError('malformed-json', {
    detail: `The body is not JSON: ${what}, at ${place}`,
    errors: [{ field: '', message: `${what}: position ${offset} (${place})` }],
  });
};
