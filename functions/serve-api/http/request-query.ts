import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type * as z from 'zod/mini';
import { ProblemError } from '../problems/problem-error.ts';
import { check } from './field-errors.ts';

/**
 * The query parameters in the shape of the schema.
 * @param several parameters that may stand there more than once: one with commas is the same
 * @throws ProblemError `invalid-request` naming unknown, repeated and wrong parameters
 */
export const readQuery = <S extends z.ZodMiniType>(
  schema: S,
  event: APIGatewayProxyEventV2,
  several: readonly string[] = [],
): z.output<S> => {
  const given = new URLSearchParams(event.rawQueryString);
  const names = [...given.keys()];
  const isRepeated = (name: string, index: number) =>
    names.indexOf(name) !== index && !several.includes(name);
  const repeated = [...new Set(names.filter(isRepeated))];
  if (repeated.length > 0) {
    throw new ProblemError('invalid-request', {
      detail: `${repeated.join(', ')} stands there more than once: give each parameter once`,
      errors: repeated.map((field) => ({ field, message: 'stands there more than once: give it once' })),
    });
  }
  return check(
    schema,
    Object.fromEntries(names.map((name) => [name, readPlus(name, given.getAll(name).join(','))])),
    'parameter',
  );
};

/** The plus sign of a time zone arrives as a blank if it was not written `%2B`. A blank can mean nothing else there. */
const readPlus = (name: string, value: string): string =>
  name === 'from' || name === 'to' ? value.replace(/ (?=\d\d:\d\d$)/, '+') : value;
