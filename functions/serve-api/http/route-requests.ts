import httpRouter from '@middy/http-router';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import type { Operation, PathIds } from '../../../events/contracts/api/operation.ts';
import { ProblemError } from '../problems/problem-error.ts';
import { type Reply, withoutBody } from './reply.ts';

/** The operation that a request asks for, and the ids of its path. */
export interface Route<Id extends string> {
  readonly id: Id;
  readonly operation: Operation;
  readonly ids: PathIds;
}

type Handler = (event: APIGatewayProxyEventV2, context: Context) => Promise<Reply>;

/** A request as the library takes it: a path, and one method for all, since the library knows neither 405 nor HEAD. */
interface Located extends APIGatewayProxyEventV2 {
  readonly asked: APIGatewayProxyEventV2;
}

/**
 * Our path names and ids look like this: a hash and a generation, or similar. The library alone would also take a
 * slash at the end.
 */
const pathPattern = /^(?:\/[A-Za-z0-9._-]+)+$/;
const LONGEST_STEP = 200;

const isOurs = (path: string): boolean =>
  pathPattern.test(path) && path.split('/').every((step) => step.length <= LONGEST_STEP);

/**
 * Hands each request to `answer` with its operation, by exact path and method. Answers OPTIONS itself, without a token.
 * @throws ProblemError `not-found` for an unknown path, `method-not-allowed` with the Allow header
 */
export const routeRequests = <Id extends string>(
  operations: Readonly<Record<Id, Operation>>,
  answer: (route: Route<Id>, ...asked: Parameters<Handler>) => Promise<Reply>,
): Handler => {
  const calls = Object.entries<Operation>(operations) as [Id, Operation][];
  const router = httpRouter<Located, Reply>({
    routes: [...Map.groupBy(calls, ([, { path }]) => path)].map(([path, callsHere]) => ({
      method: 'GET',
      path,
      handler: async ({ asked, pathParameters: ids = {} }: Located, context: Context) => {
        const { method } = asked.requestContext.http;
        const allow = allowed(callsHere.map(([, operation]) => operation.method));
        if (method === 'OPTIONS') return { statusCode: 204, headers: { allow }, body: '' };
        const wanted = method === 'HEAD' ? 'GET' : method;
        const call = callsHere.find(([, operation]) => operation.method === wanted);
        const [id, operation] = call ?? refuseMethod(allow);
        const reply = await answer({ id, operation, ids }, asked, context);
        return method === 'HEAD' ? withoutBody(reply) : reply;
      },
    })),
    notFoundResponse: refusePath,
  });
  return async (asked, context) => {
    const path = pathOf(asked);
    if (!isOurs(path)) return refusePath();
    const { requestContext } = asked;
    const http = { ...requestContext.http, method: 'GET', path };
    const located = { ...asked, asked, pathParameters: {}, requestContext: { ...requestContext, http } };
    return router(located, context);
  };
};

/** The path without the name of the stage, which stages other than `$default` put before it. */
const pathOf = ({ rawPath, requestContext: { stage } }: APIGatewayProxyEventV2): string =>
  stage !== '$default' && rawPath.startsWith(`/${stage}/`) ? rawPath.slice(stage.length + 1) : rawPath;

const allowed = (methods: readonly Operation['method'][]): string =>
  [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');

const refusePath = (): never => {
  throw new ProblemError('not-found', {
    detail: 'No call of this API has this path: GET /openapi.json describes them all',
    reason: 'path-unknown',
  });
};

const refuseMethod = (allow: string): never => {
  throw new ProblemError('method-not-allowed', { detail: `This path allows ${allow}`, headers: { allow } });
};
