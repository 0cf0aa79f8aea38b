import type * as z from 'zod';
import { shown } from '../mistakes/mistake.ts';

/** Wording of what the schemas leave to zod. Never repeats a value that could be a contact (I10). */
export const wordIssue: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'is missing: write it';
  if (issue.code === 'invalid_type') {
    const wanted = {
      object: 'a map',
      record: 'a map',
      array: 'a list',
      string: 'text',
      int: 'a whole number',
      number: 'a number',
    };
    const word = wanted[issue.expected as keyof typeof wanted] ?? issue.expected;
    return `${shown(issue.input)} is not ${word}: write ${word}`;
  }
  if (issue.code === 'invalid_value')
    return `${shown(issue.input)} is not one of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'too_small') return `is too small: at least ${issue.minimum}`;
  if (issue.code === 'too_big') return `is too large: at most ${issue.maximum}`;
  return undefined;
};
