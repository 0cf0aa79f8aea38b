import * as z from 'zod/mini';
import { nearest } from '../../../domain/kernel/nearest.ts';
import type { FieldError } from '../../../events/contracts/api/problem.ts';
import { ProblemError } from '../problems/problem-error.ts';
import { kindOf } from './request-body.ts';

type Issue = z.core.$ZodIssue;

/** Characters of a value that are shown: enough to recognise it, too few to give a document away. */
const SHOWN = 64;
/** Mistakes reported at once. */
const MAX_ERRORS = 20;

/**
 * The input in the shape of the schema.
 * @param kind what a name stands for in messages: a `field` of a body, a `parameter` of a query
 * @throws ProblemError `invalid-request`, naming each mistake, what stands there and what to do
 */
export const check = <S extends z.ZodMiniType>(
  schema: S,
  input: unknown,
  kind: 'field' | 'parameter',
): z.output<S> => {
  const parsed = z.safeParse(schema, input, { reportInput: true });
  if (parsed.success) return parsed.data;
  const known = namesOf(schema);
  const errors = parsed.error.issues.flatMap((issue) => errorsOf(issue, known, kind)).slice(0, MAX_ERRORS);
  const [first] = errors;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  const where = first === undefined || first.field === '' ? 'The body' : first.field;
  throw new ProblemError('invalid-request', {
    detail: `${where} ${first?.message ?? 'is not valid'}${more}`,
    errors,
  });
};

const namesOf = (schema: z.ZodMiniType): readonly string[] =>
  schema instanceof z.ZodMiniObject ? Object.keys(schema.def.shape) : [];

const errorsOf = (issue: Issue, known: readonly string[], kind: string): readonly FieldError[] => {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ field: cut(key), message: unknownName(key, known, kind) }));
  }
  const value = shown(issue.input);
  return [
    {
      field: pathOf(kind === 'parameter' ? issue.path.slice(0, 1) : issue.path),
      ...(value === undefined ? {} : { value }),
      message: messageOf(issue),
    },
  ];
};

const unknownName = (key: string, known: readonly string[], kind: string): string => {
  const near = nearest(key, known);
  if (near !== undefined) return `is no ${kind} here: did you mean ${near}?`;
  return known.length === 0
    ? `is not taken: this call has no ${kind}s`
    : `is no ${kind} here: this call takes ${known.join(', ')}`;
};

const pathOf = (path: readonly PropertyKey[]): string =>
  path
    .map((part, index) =>
      typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`,
    )
    .join('');

const shown = (value: unknown): string | undefined => {
  if (typeof value === 'string') return cut(value);
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
};

const cut = (text: string): string => {
  const whole = text.toWellFormed();
  return whole.length <= SHOWN ? whole : `${whole.slice(0, SHOWN).toWellFormed()}…`;
};

const articles: Readonly<Record<string, string>> = {
  string: 'text',
  array: 'a list',
  object: 'an object',
  int: 'a whole number',
};

const messageOf = (issue: Issue, input: unknown = issue.input): string => {
  switch (issue.code) {
    case 'invalid_type':
      if (input === undefined) return 'is missing: it must be given';
      return `must be ${articles[issue.expected] ?? issue.expected}, not ${kindOf(input)}`;
    case 'invalid_value':
      return oneOf(input, issue.values.map(String));
    case 'too_big':
      return `is too long: at most ${issue.maximum} ${issue.origin === 'string' ? 'characters' : 'entries'}`;
    case 'too_small':
      return issue.origin === 'string'
        ? 'must not be empty: say something, or leave it out'
        : 'must not be empty: leave it out';
    case 'invalid_format':
      return issue.format === 'datetime'
        ? 'must be a time in ISO 8601 with a zone, such as 2026-11-22T09:30:00Z'
        : issue.message; // Each pattern has its own.
    case 'invalid_union':
      return unionMessage(issue);
    default:
      return issue.message;
  }
};

const oneOf = (input: unknown, values: readonly string[]): string => {
  if (input === undefined) return `is missing: give one of ${values.join(', ')}`;
  const near = typeof input === 'string' ? nearest(input, values) : undefined;
  return `must be one of ${values.join(', ')}${near === undefined ? '' : `: did you mean ${near}?`}`;
};

/** The first way to write it is the one that people mean; the others are null. */
const unionMessage = (issue: Extract<Issue, { code: 'invalid_union' }>): string => {
  const inner = issue.errors.flat()[0];
  return inner === undefined ? issue.message : messageOf(inner, issue.input);
};
