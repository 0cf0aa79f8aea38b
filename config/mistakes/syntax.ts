import { type Document, type LineCounter, visit, type YAMLError } from 'yaml';
import type { Mistake } from './mistake.ts';

/** The parser's own mistakes, worded without the text they stand in: it could be a contact (I10). */
const syntaxMessages: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'this key stands twice in one map: keep one',
  TAB_AS_INDENT: 'is indented with a tab: use spaces',
  BAD_INDENT: 'is indented wrongly: line it up with its neighbours',
  MISSING_CHAR: 'a closing quote, bracket or colon is missing here',
  MULTIPLE_DOCS: 'begins a second document: keep one',
  TAG_RESOLVE_FAILED: 'carries a tag (!) that is not understood: remove it',
  BAD_ALIAS: 'is an alias (*) that is not understood: put text that begins with * in quotes',
  MULTILINE_IMPLICIT_KEY: 'a colon is missing, or the lines are indented wrongly',
};

/** A mistake of the parser, with its place. */
export const syntaxMistake = (error: YAMLError, counter: LineCounter): Mistake => {
  const { line, col } = counter.linePos(error.pos[0]);
  const message =
    syntaxMessages[error.code] ?? `is not valid YAML (${error.code}): check quotes and indentation`;
  return { line, column: col, path: '(file)', message };
};

/** Where an alias stands that leads nowhere, where that is what is wrong. */
const loneAlias = (document: Document): number => {
  let offset = 0;
  visit(document, {
    Alias: (_key, node) => {
      if (node.resolve(document) !== undefined) return undefined;
      offset = node.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return offset;
};

/** The document as plain values; where an alias stands in the way, its place. */
export const plainValue = (document: Document): { value: unknown } | { offset: number } => {
  try {
    return { value: document.toJS({ maxAliasCount: 100 }) ?? {} };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return { offset: loneAlias(document) };
  }
};

export const aliasMistake = (offset: number, counter: LineCounter): Mistake => {
  const { line, col } = counter.linePos(offset);
  const message = 'uses an alias (*) that leads nowhere, or too many of them: write the value itself';
  return { line: Math.max(1, line), column: Math.max(1, col), path: '(file)', message };
};
