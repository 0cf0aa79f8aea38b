import middy, { type MiddyfiedHandler } from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { noQuery, pathId } from '../../events/contracts/api/operation.ts';
import {
  commandCallOf,
  isCommandId,
  isTestPageId,
  type OperationId,
  operations,
  type ReadId,
} from '../../events/contracts/api/operations.ts';
import { makeAnnouncer } from './access/announce-expiry.ts';
import { type Caller, checkToken } from './access/check-token.ts';
import { actOnIncident, declare } from './calls/act-calls.ts';
import { type Cursors, makeCursors } from './calls/cursor.ts';
import type { ApiParts, Invocation } from './calls/parts.ts';
import { listFindings, listIncidents, listSignals, readIncident, readTimeline } from './calls/read-calls.ts';
import { callTestPages, listTestPages } from './calls/test-page-calls.ts';
import { type Reply, reply } from './http/reply.ts';
import { readBody } from './http/request-body.ts';
import { readQuery } from './http/request-query.ts';
import { type Route, routeRequests } from './http/route-requests.ts';
import { answerProblems } from './problems/answer-problems.ts';

/** The HTTP API: every answer is JSON, every failure a problem document; it never throws. */
export const makeApi = (parts: ApiParts): MiddyfiedHandler<APIGatewayProxyEventV2, Reply> => {
  const call = makeCalls(parts, makeCursors(parts.access));
  const announce = makeAnnouncer(parts);
  const answer = async (route: Route<OperationId>, event: APIGatewayProxyEventV2, invocation: Invocation) => {
    const { scope } = route.operation;
    const caller = scope === undefined ? undefined : await checkToken(parts, event, scope);
    return announce(caller, await call(route, event, caller, invocation));
  };
  return middy<APIGatewayProxyEventV2, Reply>()
    .use(answerProblems(parts.journal))
    .handler(routeRequests(operations, answer));
};

type ReadCall = (event: APIGatewayProxyEventV2, ids: Route<ReadId>['ids']) => Promise<Reply>;
type Call = (
  route: Route<OperationId>,
  event: APIGatewayProxyEventV2,
  caller: Caller | undefined,
  invocation: Invocation,
) => Promise<Reply>;

const makeCalls = (parts: ApiParts, cursors: Cursors): Call => {
  const reads: Readonly<Record<ReadId, ReadCall>> = {
    listIncidents: (event) => listIncidents(parts, cursors, event),
    readIncident: (event, ids) => readIncident(parts, event, pathId(ids, 'id')),
    readTimeline: (event, ids) => readTimeline(parts, cursors, event, pathId(ids, 'id')),
    listSignals: (event, ids) => listSignals(parts, cursors, event, pathId(ids, 'id')),
    listFindings: (event, ids) => listFindings(parts, cursors, event, pathId(ids, 'id')),
    readHealth: async (event) => {
      readQuery(noQuery, event);
      return reply(200, { status: 'ok', version: parts.version });
    },
    readDescription: async (event) => {
      readQuery(noQuery, event);
      return reply(200, parts.describe());
    },
  };
  return async ({ id, ids }, event, caller, invocation) => {
    if (id === 'listTestPages') return listTestPages(parts, event);
    if (id !== 'declareIncident' && !isCommandId(id) && !isTestPageId(id)) return reads[id](event, ids);
    if (caller === undefined)
      throw new Error('a call that changes something got past the token check without a caller');
    const asked = {
      event,
      caller: caller.name,
      operationId: id,
      ids,
      body: readBody(event) ?? {},
      invocation,
    };
    if (isTestPageId(id)) return callTestPages(parts, id, asked);
    return id === 'declareIncident' ? declare(parts, asked) : actOnIncident(parts, commandCallOf(id), asked);
  };
};
