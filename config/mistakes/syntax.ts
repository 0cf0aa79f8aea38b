import { type Document, type LineCounter, visit, type YAMLError } from 'yaml';
import type { Mistake } from './mistake.ts';

/** The parser's own mistakes, worded without the text they stand in: it could be a contact (I10). */
const syntaxMessages: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'this key stands twice in one map: keep one',
  TAB_AS_INDENT: 'is indented with a tab: use spaces',
  BAD_INDENT: 'is indented wrongly: line it up with its neighbours',
  MISSING_CHAR: 'a closing quote, bracket or colon is missing here',
  MULTIPLE_DOCS: 'begins a second document: keep one',
  TAG_RESOLVE_FAILED: 'begins with !, which YAML takes for a tag: put the text in quotes',
  MULTILINE_IMPLICIT_KEY: 'a colon is missing, or the lines are indented wrongly',
  BLOCK_AS_IMPLICIT_KEY: 'the next line is indented further than this one: line it up with its neighbours',
};

const QUOTE_STAR = 'begins with *, which YAML takes for an alias: quote it, such as "*-prod"';

/** Signs that YAML keeps for itself where a text begins. */
const startsOf: Readonly<Record<string, string>> = {
  '*': QUOTE_STAR,
  '@': 'begins with @, which YAML keeps for itself: put the text in quotes',
  '%': 'begins with %, which YAML keeps for itself: put the text in quotes',
  '`': 'begins with a backtick, which YAML keeps for itself: put the text in quotes',
};

/** Line `number` of the text, from 1. */
const lineAt = (text: string, number: number): string => text.split('\n')[number - 1] ?? '';

/** What the value begins with that stands in this line at or before the column. */
const startOfValue = (line: string, column: number): string =>
  [...line.matchAll(/(?:^\s*-|[:[{,])\s+([^\s,\]}])|[[{,]([*@%`])/gu)]
    .filter(({ index, 0: whole }) => index + whole.length <= column)
    .map(([, spaced, close]) => spaced ?? close ?? '')
    .at(-1) ?? '';

const messageOf = (code: string, line: string, column: number): string | undefined => {
  const start = startsOf[startOfValue(line, column)];
  if (start !== undefined && code !== 'DUPLICATE_KEY') return start;
  const indentation = /^\s*/u.exec(line)?.[0] ?? '';
  if (code === 'BAD_INDENT' && indentation.includes('\t')) return syntaxMessages['TAB_AS_INDENT'];
  if (code === 'MISSING_CHAR' && column === 1) return syntaxMessages['BAD_INDENT'];
  if (code === 'BLOCK_AS_IMPLICIT_KEY' && /:\s/u.test(line.slice(column - 1)))
    return 'holds a colon and a blank, which YAML takes for a map: put the text in quotes';
  return undefined;
};

/** A mistake of the parser, with its place. */
export const syntaxMistake = (error: YAMLError, counter: LineCounter, text: string): Mistake => {
  const { line, col } = counter.linePos(error.pos[0]);
  const message =
    messageOf(error.code, lineAt(text, line), col) ??
    syntaxMessages[error.code] ??
    (error.code === 'BAD_ALIAS' ? QUOTE_STAR : undefined) ??
    `is not valid YAML (${error.code}): check quotes and indentation`;
  return { line, column: col, path: '(file)', message };
};

/** Characters that look like a blank where a line begins; YAML takes them for text. The mark of UTF-8 may come first. */
const falseBlank = /(?<=^ *)[^\S \t\r\n\v\f]/gmu;

/** Lines that are indented with what only looks like blanks. */
export const blankMistakes = (text: string, counter: LineCounter): readonly Mistake[] =>
  [...text.matchAll(falseBlank)]
    .filter(({ 0: blank, index }) => index > 0 || blank !== '\ufeff')
    .map(({ index }) => {
      const { line, col } = counter.linePos(index);
      const message = 'is indented with a character that only looks like a blank: use spaces';
      return { line, column: col, path: '(file)', message };
    });

/** Where an alias stands that leads nowhere; undefined where there is none. */
const loneAlias = (document: Document): number | undefined => {
  let offset: number | undefined;
  visit(document, {
    Alias: (_key, node) => {
      if (node.resolve(document) !== undefined) return undefined;
      offset = node.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return offset;
};

/** The document as plain values; where an alias stands in the way, its mistake. */
export const plainValue = (
  document: Document,
  counter: LineCounter,
): { readonly value: unknown } | { readonly mistake: Mistake } => {
  try {
    return { value: document.toJS({ maxAliasCount: 100 }) ?? {} };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    const offset = loneAlias(document);
    const { line, col } = counter.linePos(offset ?? 0);
    const message =
      offset === undefined ? 'uses too many aliases (*): write the values themselves' : QUOTE_STAR;
    return { mistake: { line: Math.max(1, line), column: Math.max(1, col), path: '(file)', message } };
  }
};
