import * as z from 'zod/mini';
import { describe, named } from './values.ts';

/** Each kind of problem: its status and title. `type` of the problem document is `/problems/<slug>`. */
export const problems = {
  'invalid-request': [400, 'The request is not valid'],
  'malformed-json': [400, 'The body is not JSON'],
  'invalid-cursor': [400, 'The cursor is not valid'],
  'invalid-idempotency-key': [400, 'The Idempotency-Key is not valid'],
  'unknown-audience': [400, 'No such audience'],
  'unknown-service': [400, 'No such service'],
  'token-missing': [401, 'A token is needed'],
  'token-malformed': [401, 'The token cannot be read'],
  'token-unknown': [401, 'The token is not known'],
  'token-expired': [401, 'The token has expired'],
  'scope-missing': [403, 'The token may not do this'],
  'not-found': [404, 'There is nothing here'],
  'method-not-allowed': [405, 'The method is not allowed here'],
  conflict: [409, 'That makes no sense now'],
  gone: [410, 'It is no longer kept'],
  'body-too-large': [413, 'The body is too large'],
  'unsupported-media-type': [415, 'The body is of another type'],
  'idempotency-key-reused': [422, 'The Idempotency-Key was used before'],
  internal: [500, 'Something went wrong here'],
  unavailable: [503, 'Not available for the moment'],
} as const satisfies Readonly<Record<string, readonly [number, string]>>;

export type ProblemSlug = keyof typeof problems;

/** One mistake of a request: where it is, what stands there (cut), what to do about it. */
const fieldError = named(
  'FieldError',
  z.strictObject({
    field: describe(z.string(), 'Path of the member, parameter or header; empty for the body itself.'),
    value: describe(z.optional(z.string()), 'What stands there, shortened.'),
    message: z.string(),
  }),
);

export type FieldError = z.infer<typeof fieldError>;

/** RFC 9457, "Members of a Problem Details Object", and two extensions: `reason` and `errors`. */
export const problem = named(
  'Problem',
  z.strictObject({
    type: describe(z.string(), 'A URI reference, stable for each kind of problem.'),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: describe(z.optional(z.string()), 'The request, as it stands in the log.'),
    reason: describe(z.optional(z.string()), 'Literal reason, the same as in the log.'),
    errors: z.optional(z.array(fieldError)),
  }),
);

export type Problem = z.infer<typeof problem>;
