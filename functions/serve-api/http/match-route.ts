import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import {
  type Operation,
  type OperationId,
  operationIds,
  operationOf,
} from '../../../events/contracts/api/operations.ts';
import { ProblemError } from '../problems/problem-error.ts';

/** The operation that a request asks for. `incidentId` is empty where the path has none. */
export interface Route {
  readonly id: OperationId;
  readonly operation: Operation;
  readonly incidentId: string;
  /** HEAD: the answer goes out without its body. */
  readonly headOnly: boolean;
}

/** OPTIONS, or what the path allows: answered without a token. */
export type Match = Route | { readonly allow: string };

/** Ids are a hash and a generation; what looks otherwise was never one. */
const idPattern = /^[A-Za-z0-9._-]{1,200}$/;

/**
 * Finds the operation of a request by its exact path.
 * @throws ProblemError `not-found` for an unknown path, `method-not-allowed` with the Allow header
 */
export const matchRoute = (event: APIGatewayProxyEventV2): Match => {
  const path = pathOf(event);
  const found = operationIds.flatMap((id) => {
    const incidentId = matchPath(operationOf(id).path, path);
    return incidentId === undefined ? [] : [{ id, operation: operationOf(id), incidentId }];
  });
  if (found.length === 0) {
    throw new ProblemError('not-found', {
      detail: 'No call of this API has this path: GET /openapi.json describes them all',
      reason: 'path-unknown',
    });
  }
  const { method } = event.requestContext.http;
  const allow = allowed(found.map(({ operation }) => operation.method));
  if (method === 'OPTIONS') return { allow };
  const wanted = method === 'HEAD' ? 'GET' : method;
  const route = found.find(({ operation }) => operation.method === wanted);
  if (route !== undefined) return { ...route, headOnly: method === 'HEAD' };
  throw new ProblemError('method-not-allowed', { detail: `This path allows ${allow}`, headers: { allow } });
};

/** The path without the name of the stage, which stages other than `$default` put before it. */
const pathOf = ({ rawPath, requestContext: { stage } }: APIGatewayProxyEventV2): string =>
  stage !== '$default' && rawPath.startsWith(`/${stage}/`) ? rawPath.slice(stage.length + 1) : rawPath;

const matchPath = (pattern: string, path: string): string | undefined => {
  const [before, after] = pattern.split('{id}');
  if (before === undefined || after === undefined) return pattern === path ? '' : undefined;
  if (!path.startsWith(before) || !path.endsWith(after)) return undefined;
  const id = path.slice(before.length, path.length - after.length);
  return idPattern.test(id) ? id : undefined;
};

const allowed = (methods: readonly Operation['method'][]): string =>
  [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
