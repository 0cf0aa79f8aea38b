import { createHash } from 'node:crypto';
import { type Document, LineCounter, parseDocument, type YAMLError } from 'yaml';
import type * as z from 'zod';
import type { Configuration } from '../domain/configuration.ts';
import { contactFindings, contactWarnings, reachFindings } from './check-contacts.ts';
import {
  audienceFindings,
  duplicateFindings,
  matchFindings,
  policyFindings,
  quietHoursFindings,
  ruleFindings,
} from './check-references.ts';
import { completeConfiguration, contactsOf } from './complete.ts';
import type { AudienceContacts } from './contact.ts';
import { keysAt } from './json-schema.ts';
import { type Finding, type Mistake, type Path, pathText, shown } from './mistake.ts';
import { nearest } from './nearest.ts';
import { placeOf } from './position.ts';
import { mapIn } from './raw-file.ts';
import { fileSchema, wordIssue } from './schema.ts';

const longestFile = 1_000_000;

/** What became of a file: a configuration, or every mistake that was found, in the order of the file. */
export type Parsed =
  | {
      readonly ok: true;
      readonly configuration: Configuration;
      readonly audiences: AudienceContacts;
      readonly warnings: readonly Mistake[];
    }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

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

const syntaxMistake = (error: YAMLError, counter: LineCounter): Mistake => {
  const { line, col } = counter.linePos(error.pos[0]);
  const message =
    syntaxMessages[error.code] ?? `is not valid YAML (${error.code}): check quotes and indentation`;
  return { line, column: col, path: '(file)', message };
};

const unknownKeys = (keys: readonly string[], path: Path): readonly Finding[] =>
  keys.map((key): Finding => {
    const known = keysAt(path);
    const meant = nearest(key, known);
    const remedy = meant === undefined ? `known are ${known.join(', ')}` : `did you mean "${meant}"?`;
    return { path: [...path, key], atKey: true, message: `unknown key ${shown(key)}: ${remedy}` };
  });

const issueFindings = (issue: z.core.$ZodIssue): readonly Finding[] => {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  if (issue.code === 'unrecognized_keys') return unknownKeys(issue.keys, path);
  if (issue.code === 'invalid_key') {
    const key = path.at(-1);
    return [{ path, atKey: true, message: `${shown(key)} ${issue.issues[0]?.message ?? 'is not a name'}` }];
  }
  return [{ path, message: issue.message }];
};

const place = (finding: Finding, document: Document, counter: LineCounter): Mistake => ({
  ...placeOf(document, counter, finding.path, finding.atKey === true),
  path: pathText(finding.path),
  message: finding.message,
});

/** In the order of the file, one for each field: what the schema says of a field comes first. */
const ordered = (mistakes: readonly Mistake[]): readonly Mistake[] => {
  const first = new Map<string, Mistake>();
  for (const mistake of mistakes) {
    const key = `${mistake.line}:${mistake.column} ${mistake.path}`;
    if (!first.has(key)) first.set(key, mistake);
  }
  return [...first.values()].sort((a, b) => a.line - b.line || a.column - b.column);
};

const plainValue = (document: Document): { value: unknown } | { finding: Finding } => {
  try {
    return { value: document.toJS({ maxAliasCount: 100 }) ?? {} };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return { finding: { path: [], message: 'uses an alias (*) that leads nowhere, or too many of them' } };
  }
};

/**
 * Reads `tocsin.yml` strictly: a configuration that is complete with its defaults, or every mistake with its line,
 * column, reason and remedy. Neither mistakes nor warnings repeat a contact (I10). Never throws.
 */
export const parseConfiguration = (text: string): Parsed => {
  if (text.length > longestFile) {
    const message = `is longer than ${longestFile} characters: shorten it`;
    return { ok: false, mistakes: [{ line: 1, column: 1, path: '(file)', message }] };
  }
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const syntax = [...document.errors, ...document.warnings].map((error) => syntaxMistake(error, counter));
  if (document.errors.some((error) => error.code !== 'DUPLICATE_KEY'))
    return { ok: false, mistakes: ordered(syntax) };

  const plain = plainValue(document);
  if ('finding' in plain) return { ok: false, mistakes: [place(plain.finding, document, counter)] };
  const parsed = fileSchema.safeParse(plain.value, { error: wordIssue });
  const raw = mapIn(plain.value);
  const findings = [
    ...(parsed.success ? [] : parsed.error.issues.flatMap(issueFindings)),
    ...[contactFindings, audienceFindings, policyFindings, duplicateFindings, ruleFindings].flatMap((find) =>
      find(raw),
    ),
    ...[matchFindings, quietHoursFindings, reachFindings].flatMap((find) => find(raw)),
  ];
  const mistakes = ordered([...syntax, ...findings.map((finding) => place(finding, document, counter))]);
  if (!parsed.success || mistakes.length > 0) return { ok: false, mistakes };
  const version = createHash('sha256').update(text).digest('hex').slice(0, 12);
  return {
    ok: true,
    configuration: completeConfiguration(parsed.data, version),
    audiences: contactsOf(parsed.data),
    warnings: ordered(contactWarnings(raw).map((finding) => place(finding, document, counter))),
  };
};
