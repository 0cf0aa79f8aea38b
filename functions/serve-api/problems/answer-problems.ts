import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { problems } from '../../../events/contracts/api/problem.ts';
import type { Journal } from '../../../protocol/ports/journal.ts';
import { type Reply, reply } from '../http/reply.ts';
import { ProblemError, problemDocument } from './problem-error.ts';
import { isPassing } from './unavailable.ts';

/** Turns whatever went wrong into a problem document, and tells the log why. Internals stay in the log. */
export const answerProblems = (journal: Journal): MiddlewareObj<APIGatewayProxyEventV2, Reply> => ({
  onError: (request) => {
    const { requestContext } = request.event;
    const requestId = requestContext.requestId ?? '';
    const problem = asProblem(request.error);
    const [status] = problems[problem.slug];
    journal.note(status < 500 ? 'info' : 'error', problem.details.reason ?? problem.slug, {
      requestId,
      status,
      method: requestContext.http.method,
      // Whoever tries tokens or paths can be told from a person who mistyped.
      ...(status < 500 ? { sourceIp: requestContext.http.sourceIp } : {}),
      ...(request.error === problem ? {} : whyOf(request.error, status === 500)),
    });
    request.response = reply(status, problemDocument(problem.slug, problem.details, requestId), {
      'content-type': 'application/problem+json',
      ...problem.details.headers,
    });
  },
});

const whyOf = (error: unknown, isUnexpected: boolean): Readonly<Record<string, unknown>> => {
  if (!(error instanceof Error)) return { why: typeof error };
  return { why: error.name, message: error.message, ...(isUnexpected ? { stack: error.stack } : {}) };
};

const asProblem = (error: unknown): ProblemError => {
  if (error instanceof ProblemError) return error;
  if (isPassing(error)) {
    return new ProblemError('unavailable', {
      detail:
        'The record cannot be reached or is too busy: nothing was lost, try again with the same Idempotency-Key',
      reason: 'record-unavailable',
      headers: { 'retry-after': '2' },
    });
  }
  return new ProblemError('internal', {
    detail: 'The request could not be carried out; the log tells why, under the id of this instance',
    reason: 'api-failed',
  });
};
