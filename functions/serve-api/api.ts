import middy, { type MiddyfiedHandler } from '@middy/core';
import { describeApi } from '../../events/contracts/api/openapi.ts';
import type { OperationId } from '../../events/contracts/api/operations.ts';
import { noQuery } from '../../events/contracts/api/queries.ts';
import { type AuthorizedEvent, checkToken } from './access/check-token.ts';
import { type ActCall, actOnIncident, declare, isActCall } from './calls/act-calls.ts';
import { type Cursors, makeCursors } from './calls/cursor.ts';
import type { ApiParts, Invocation } from './calls/parts.ts';
import { listIncidents, listSignals, readIncident, readTimeline } from './calls/read-calls.ts';
import { matchRoute, type Route } from './http/match-route.ts';
import { type Reply, reply, withoutBody } from './http/reply.ts';
import { readBody } from './http/request-body.ts';
import { readQuery } from './http/request-query.ts';
import { answerProblems } from './problems/answer-problems.ts';

/** The HTTP API: every answer is JSON, every failure a problem document; it never throws. */
export const makeApi = (parts: ApiParts): MiddyfiedHandler<AuthorizedEvent, Reply> => {
  const calls = makeCalls(parts, makeCursors(parts.access));
  return middy<AuthorizedEvent, Reply>()
    .use(answerProblems(parts.journal))
    .use(checkToken(parts.access, parts.now))
    .handler(async (event, context) => {
      const match = matchRoute(event);
      if ('allow' in match) return { statusCode: 204, headers: { allow: match.allow }, body: '' };
      const answer = await calls(match, event, context);
      return match.headOnly ? withoutBody(answer) : answer;
    });
};

type Call = (event: AuthorizedEvent, incidentId: string) => Promise<Reply>;
type ReadCalls = Readonly<Record<Exclude<OperationId, ActCall | 'declareIncident'>, Call>>;

const makeCalls = (
  parts: ApiParts,
  cursors: Cursors,
): ((route: Route, event: AuthorizedEvent, invocation: Invocation) => Promise<Reply>) => {
  const description = makeDescription(parts.version);
  const reads: ReadCalls = {
    listIncidents: (event) => listIncidents(parts, cursors, event),
    readIncident: (event, id) => readIncident(parts, event, id),
    readTimeline: (event, id) => readTimeline(parts, cursors, event, id),
    listSignals: (event, id) => listSignals(parts, cursors, event, id),
    readHealth: async (event) => {
      readQuery(noQuery, event);
      return reply(200, { status: 'ok', version: parts.version });
    },
    readDescription: async (event) => {
      readQuery(noQuery, event);
      return reply(200, description());
    },
  };
  return async ({ id, incidentId }, event, invocation) => {
    if (id !== 'declareIncident' && !isActCall(id)) return reads[id](event, incidentId);
    const asked = { event, caller: callerOf(event), incidentId, body: readBody(event) ?? {}, invocation };
    return id === 'declareIncident'
      ? declare(parts, { ...asked, call: id })
      : actOnIncident(parts, { ...asked, call: id });
  };
};

/** Made at the first request for it: cold starts of all others need not wait for it. */
const makeDescription = (version: string): (() => object) => {
  let made: object | undefined;
  return () => {
    made ??= describeApi(version);
    return made;
  };
};

const callerOf = ({ requestContext }: AuthorizedEvent): string => {
  const name = requestContext.authorizer.lambda?.name;
  if (name === undefined)
    throw new Error('a call that changes something got past the token check without a caller');
  return name;
};
