import type * as z from 'zod';
import { shown } from '../mistakes/mistake.ts';

const wanted: Readonly<Record<string, string>> = {
  object: 'a map',
  record: 'a map',
  array: 'a list',
  string: 'text',
  int: 'a whole number',
  number: 'a number',
};

const wantedOf = (expected: string): string => wanted[expected] ?? expected;

export const MISSING = 'is missing: write it';

/** Wording of what the schemas leave to zod. Never repeats a value that could be a contact (I10). */
export const wordIssue: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'invalid_type' && issue.input === undefined) return MISSING;
  if (issue.code === 'invalid_type') {
    if (issue.input === null) return `is empty: write ${wantedOf(issue.expected)}`;
    const type = typeof issue.input;
    if (issue.expected === 'string' && (type === 'number' || type === 'boolean')) {
      const readAs = type === 'number' ? 'a number' : 'true or false';
      return `${shown(issue.input)} is read as ${readAs}: put it in quotes, as it stands there`;
    }
    const word = wantedOf(issue.expected);
    return `${shown(issue.input)} is not ${word}: write ${word}`;
  }
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String);
    const inOtherCase = values.find((value) => value.toLowerCase() === String(issue.input).toLowerCase());
    const remedy = inOtherCase === undefined ? '' : `: write ${inOtherCase}`;
    return `${shown(issue.input)} is not one of ${values.join(', ')}${remedy}`;
  }
  if (issue.code === 'too_small') return `is too small: at least ${issue.minimum}`;
  if (issue.code === 'too_big') return `is too large: at most ${issue.maximum}`;
  return undefined;
};
