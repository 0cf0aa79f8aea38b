import { createHash } from 'node:crypto';
import { type Document, LineCounter, parseDocument } from 'yaml';
import type * as z from 'zod';
import type { Configuration } from '../domain/kernel/configuration.ts';
import { nearest } from '../domain/kernel/nearest.ts';
import { checks, warnings } from './checks/checks.ts';
import { type Finding, type Mistake, type Path, pathText, shown } from './mistakes/mistake.ts';
import { placeOf } from './mistakes/position.ts';
import { blankMistakes, plainValue, syntaxMistake } from './mistakes/syntax.ts';
import { contactsOf } from './schema/audiences.ts';
import type { AudienceContacts } from './schema/contact.ts';
import { completeConfiguration, fileSchema } from './schema/file.ts';
import { keysAt } from './schema/json-schema.ts';
import { mapIn } from './schema/raw-file.ts';
import { type ServiceAlarms, serviceAlarms } from './schema/service-alarms.ts';
import { MISSING, wordIssue } from './schema/word-issue.ts';

const longestFile = 1_000_000;

/** What became of a file: a configuration, or every mistake that was found, in the order of the file. */
export type Parsed =
  | {
      readonly ok: true;
      readonly configuration: Configuration;
      readonly audiences: AudienceContacts;
      readonly alarms: readonly ServiceAlarms[];
      readonly warnings: readonly Mistake[];
    }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

const MERGE = '<<';

const remedyFor = (key: string, path: Path): string => {
  const known = keysAt(path);
  const meant = nearest(key, known);
  const owner = path.length > 0 ? undefined : known.find((section) => keysAt([section]).includes(key));
  if (owner !== undefined) return `it belongs to ${owner}: indent it below`;
  return meant === undefined ? `known are ${known.join(', ')}` : `did you mean "${meant}"?`;
};

const unknownKeys = (keys: readonly string[], path: Path): readonly Finding[] =>
  keys.map((key): Finding => {
    const message =
      key === MERGE
        ? 'is a merge key, which is not read here: write the keys of the other map themselves'
        : `unknown key ${shown(key)}: ${remedyFor(key, path)}`;
    return { path: [...path, key], atKey: true, message };
  });

/** What is missing beside a merge key is what the merge was to bring. */
const withoutUnmerged = (issues: readonly z.core.$ZodIssue[]): readonly z.core.$ZodIssue[] => {
  const merging = issues
    .filter((issue) => issue.code === 'unrecognized_keys' && issue.keys.includes(MERGE))
    .map(({ path }) => path.join('\n'));
  return issues.filter(
    ({ message, path }) => message !== MISSING || !merging.includes(path.slice(0, -1).join('\n')),
  );
};

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
  const syntax = [
    ...blankMistakes(text, counter),
    ...[...document.errors, ...document.warnings].map((error) => syntaxMistake(error, counter, text)),
  ];
  if (document.errors.some((error) => error.code !== 'DUPLICATE_KEY'))
    return { ok: false, mistakes: ordered(syntax) };

  const plain = plainValue(document, counter);
  if ('mistake' in plain) return { ok: false, mistakes: [plain.mistake] };
  const parsed = fileSchema.safeParse(plain.value, { error: wordIssue });
  const raw = mapIn(plain.value);
  const findings = [
    ...(parsed.success ? [] : withoutUnmerged(parsed.error.issues).flatMap(issueFindings)),
    ...checks.flatMap((find) => find(raw)),
  ];
  const mistakes = ordered([...syntax, ...findings.map((finding) => place(finding, document, counter))]);
  if (!parsed.success || mistakes.length > 0) return { ok: false, mistakes };
  const version = createHash('sha256').update(text).digest('hex').slice(0, 12);
  return {
    ok: true,
    configuration: completeConfiguration(parsed.data, version),
    audiences: contactsOf(parsed.data.audiences),
    alarms: serviceAlarms(parsed.data),
    warnings: ordered(
      warnings.flatMap((find) => find(raw)).map((finding) => place(finding, document, counter)),
    ),
  };
};
