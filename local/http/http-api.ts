import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Place } from '../kernel/place.ts';
import { readBody } from '../kernel/request-body.ts';
import type { FunctionPool } from '../runtime/function-pool.ts';
import type { Outcome } from '../runtime/run-invocation.ts';
import type { RouteSpec } from '../template/stack.ts';
import { type HttpAnswer, httpAnswer, httpApiEvent } from './http-api-event.ts';
import { matchRoute } from './http-route.ts';

export interface HttpApiOptions {
  readonly routes: readonly RouteSpec[];
  readonly pools: ReadonlyMap<string, FunctionPool>;
  readonly place: Place;
}

export type HttpHandler = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>;

/** Amazon API Gateway quotas: a request body of 10 MB at most; AWS Lambda quotas: an answer of 6 MB at most. */
const maxBodyBytes = 10 * 1024 * 1024;
const maxAnswerBytes = 6 * 1024 * 1024;

/** API Gateway's own answers, when no function gave one. */
const gatewayAnswer = (status: number, message: string): HttpAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  cookies: [],
  body: Buffer.from(JSON.stringify({ message })),
});

/** Whether the path's percent signs are all escapes. */
const isDecodable = (path: string): boolean => {
  try {
    return decodeURI(path) !== '';
  } catch (error) {
    if (error instanceof URIError) return false;
    throw error;
  }
};

/** Writes an answer out. */
export const send = (response: ServerResponse, { status, headers, cookies, body }: HttpAnswer): void => {
  const setCookies = cookies.length > 0 ? { 'set-cookie': [...cookies] } : {};
  response.writeHead(status, { ...headers, ...setCookies, 'content-length': body.length }).end(body);
};

const within = (outcome: Promise<Outcome>, timeoutMs: number): Promise<Outcome | 'late'> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((done) => {
    timer = setTimeout(() => done('late'), timeoutMs);
  });
  return Promise.race([outcome, late]).finally(() => clearTimeout(timer));
};

const answerOf = (outcome: Outcome | 'late'): HttpAnswer => {
  if (outcome === 'late') return gatewayAnswer(503, 'Service Unavailable');
  if (outcome.kind === 'failed') return gatewayAnswer(500, 'Internal Server Error');
  const answer = httpAnswer(outcome.payload);
  const fits = answer.body.length <= maxAnswerBytes && answer.status >= 100 && answer.status <= 599;
  return fits ? answer : gatewayAnswer(500, 'Internal Server Error');
};

/** An API Gateway HTTP API: finds the route, hands its function the event, and answers with what it returns. */
export const makeHttpApi =
  ({ routes, pools, place }: HttpApiOptions): HttpHandler =>
  async (request, response, url) => {
    const match = matchRoute(routes, request.method ?? 'GET', url.pathname);
    const pool = match === undefined ? undefined : pools.get(match.route.functionName);
    const body = await readBody(request, maxBodyBytes);
    if (match === undefined || pool === undefined) return send(response, gatewayAnswer(404, 'Not Found'));
    if (!isDecodable(url.pathname)) return send(response, gatewayAnswer(400, 'Bad Request'));
    if (body === 'too-large') return send(response, gatewayAnswer(413, 'Request Entity Too Large'));
    const event = httpApiEvent(request, url, match, body, place);
    send(response, answerOf(await within(pool.invoke(event), match.route.timeoutMs)));
  };
