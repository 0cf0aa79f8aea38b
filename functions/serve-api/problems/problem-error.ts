import {
  type FieldError,
  type Problem,
  type ProblemSlug,
  problems,
} from '../../../events/contracts/api/problem.ts';

/** What a problem carries beside its kind. */
export interface ProblemDetails {
  readonly detail: string;
  /** Literal, for the log; default: the slug. */
  readonly reason?: string;
  readonly errors?: readonly FieldError[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request that is answered with a problem document. The message never holds a secret (I10). */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly slug: ProblemSlug;
  readonly details: ProblemDetails;

  constructor(slug: ProblemSlug, details: ProblemDetails) {
    super(`${slug}: ${details.detail}`);
    this.slug = slug;
    this.details = details;
  }
}

/** RFC 9457. `instance` is a URN of the request's id, the same as in the log. */
export const problemDocument = (slug: ProblemSlug, details: ProblemDetails, requestId: string): Problem => {
  const [status, title] = problems[slug];
  return {
    type: `/problems/${slug}`,
    title,
    status,
    detail: details.detail,
    ...(requestId === '' ? {} : { instance: `urn:request:${requestId}` }),
    reason: details.reason ?? slug,
    ...(details.errors === undefined ? {} : { errors: [...details.errors] }),
  };
};

/** One mistake in one place. */
export const invalid = (field: string, message: string, value?: string): ProblemError =>
  new ProblemError('invalid-request', {
    detail: field === '' ? `The body ${message}` : `${field} ${message}`,
    errors: [{ field, message, ...(value === undefined ? {} : { value }) }],
  });
