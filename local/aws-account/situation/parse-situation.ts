import { type Document, LineCounter, parseDocument } from 'yaml';
import { type Finding, type Mistake, type Path, pathText } from '../../../config/mistakes/mistake.ts';
import { placeOf } from '../../../config/mistakes/position.ts';
import { blankMistakes, plainValue, syntaxMistake } from '../../../config/mistakes/syntax.ts';
import { mapIn } from '../../../config/schema/raw-file.ts';
import { wordIssue } from '../../../config/schema/word-issue.ts';
import { estateKeys, type SituationFile, situationSchema, stageTime } from './file.ts';
import { issueFindings, unknownKey } from './issue-findings.ts';
import { mergeOver } from './merge.ts';
import { referenceFindings, stagesIn } from './references.ts';
import { estateOf, type Situation, type Stage } from './situation.ts';

type Raw = Readonly<Record<string, unknown>>;

/** What became of a file: a situation, or every mistake that was found, in the order of the file. */
export type ParsedSituation =
  | { readonly ok: true; readonly situation: Situation }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

const longestFile = 1_000_000;

const readFile = (raw: Raw): { readonly file?: SituationFile; readonly findings: readonly Finding[] } => {
  const parsed = situationSchema.safeParse(raw, { error: wordIssue, reportInput: true });
  const findings = [
    ...(parsed.success ? [] : parsed.error.issues.flatMap(issueFindings)),
    ...referenceFindings(raw),
  ];
  return parsed.success && findings.length === 0 ? { file: parsed.data, findings } : { findings };
};

/** Whether the path, or what is around its last step, is written in this part of the file. */
const isWritten = (part: unknown, path: Path): boolean => {
  let holder = part;
  for (const step of path) {
    if (Array.isArray(holder) && typeof step === 'number' && step in holder) holder = holder[step];
    else if (Object.hasOwn(mapIn(holder), String(step))) holder = mapIn(holder)[String(step)];
    else return false;
  }
  return true;
};

/** Where a mistake of a merged estate is to be shown: where it is written, else at the part that brought it. */
const inPart = (finding: Finding, part: Raw, at: Path): Finding => {
  const written = isWritten(part, finding.path.slice(0, Math.max(1, finding.path.length - 1)));
  return written || at.length === 0
    ? { ...finding, path: [...at, ...finding.path] }
    : { ...finding, path: at };
};

const wrongStage = (raw: Raw, index: number): readonly Finding[] => {
  const at = ['then', index];
  const time = stageTime.safeParse(raw, { error: wordIssue, reportInput: true });
  const unknown = Object.keys(raw).filter((key) => key !== 'after' && !estateKeys.includes(key));
  return [
    ...(time.success ? [] : time.error.issues.flatMap(issueFindings)),
    ...unknown.map((key) => unknownKey(key, [], ['after', ...estateKeys])),
  ].map((finding) => ({ ...finding, path: [...at, ...finding.path] }));
};

/** The later stages, each laid over the one before it. */
const readStages = (
  whole: Raw,
  changes: readonly Raw[],
): { readonly stages: readonly Stage[]; readonly findings: readonly Finding[] } => {
  const stages: Stage[] = [];
  const findings: Finding[] = [];
  let sofar: Raw = whole;
  let lastMs = 0;
  for (const [index, change] of changes.entries()) {
    const wrong = wrongStage(change, index);
    findings.push(...wrong);
    if (wrong.length > 0) continue;
    const { after, ...changed } = change;
    const afterMs = stageTime.parse({ after }).after;
    if (afterMs <= lastMs)
      findings.push({
        path: ['then', index, 'after'],
        message: 'comes no later than what stands before it: sort by time',
      });
    lastMs = afterMs;
    sofar = mapIn(mergeOver(sofar, changed));
    const read = readFile(sofar);
    findings.push(...read.findings.map((finding) => inPart(finding, change, ['then', index])));
    // What comes after is laid over this one, and would be told of the same mistakes.
    if (read.file === undefined) break;
    stages.push({ afterMs, estate: estateOf(read.file) });
  }
  return { stages, findings };
};

const place = (finding: Finding, document: Document, counter: LineCounter): Mistake => ({
  ...placeOf(document, counter, finding.path, finding.atKey === true),
  path: pathText(finding.path),
  message: finding.message,
});

const refuse = (mistakes: readonly Mistake[]): ParsedSituation => {
  const first = new Map(
    mistakes.map((mistake) => [`${mistake.line}:${mistake.column} ${mistake.message}`, mistake]),
  );
  return { ok: false, mistakes: [...first.values()].sort((a, b) => a.line - b.line || a.column - b.column) };
};

const wrongThen = (raw: Raw): readonly Finding[] =>
  raw['then'] === undefined || Array.isArray(raw['then'])
    ? []
    : [{ path: ['then'], message: 'is not a list: begin each stage with "- after: 5m"' }];

/**
 * Reads a situation strictly: what it holds, or every mistake with its line, column, reason and remedy. `baseOf` gives the
 * text of the situation that it is based on, or why there is none. Never throws.
 */
export const parseSituation = (
  text: string,
  baseOf: (name: string) => { readonly raw: Raw } | { readonly problem: string },
): ParsedSituation => {
  if (text.length > longestFile)
    return refuse([
      { line: 1, column: 1, path: '(file)', message: `is longer than ${longestFile} characters: shorten it` },
    ]);
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const syntax = [
    ...blankMistakes(text, counter),
    ...[...document.errors, ...document.warnings].map((error) => syntaxMistake(error, counter, text)),
  ];
  if (syntax.length > 0) return refuse(syntax);
  const plain = plainValue(document, counter);
  if ('mistake' in plain) return refuse([plain.mistake]);
  const raw = mapIn(plain.value);
  const { basedOn, then, ...written } = raw;
  const base = basedOn === undefined ? { raw: {} } : baseOf(String(basedOn));
  const whole = mapIn(mergeOver('raw' in base ? base.raw : {}, written));
  const first = readFile(whole);
  const { stages, findings } =
    first.file === undefined ? { stages: [], findings: [] } : readStages(whole, stagesIn(raw));
  const all: readonly Finding[] = [
    ...('problem' in base ? [{ path: ['basedOn'], message: base.problem }] : []),
    ...first.findings.map((finding) => inPart(finding, written, [])),
    ...wrongThen(raw),
    ...findings,
  ];
  if (first.file === undefined || all.length > 0)
    return refuse(all.map((finding) => place(finding, document, counter)));
  const { title, story = '', began, account, region } = first.file;
  return {
    ok: true,
    situation: {
      ...{ title, story, beganMs: began, account, region },
      stages: [{ afterMs: 0, estate: estateOf(first.file) }, ...stages],
    },
  };
};
