import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpHandler } from './http-api.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const bearerOf = (request: IncomingMessage): string =>
  /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';

const problem = (response: ServerResponse, status: number, title: string, detail: string): void => {
  const headers = {
    'content-type': 'application/problem+json',
    ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
  };
  response.writeHead(status, headers).end(JSON.stringify({ type: 'about:blank', title, status, detail }));
};

/** What there is to list, by the name that stands in path and answer. */
export interface LocalLists {
  readonly notices: () => readonly object[];
  readonly events: () => readonly object[];
}

const listAt = (path: string, { notices, events }: LocalLists): object | undefined =>
  path === '/local/notices'
    ? { notices: notices() }
    : path === '/local/events'
      ? { events: events() }
      : undefined;

/**
 * What the host itself answers, before the stack's own routes, with the API's token: `GET /local/notices`, and
 * `GET /local/events`, what the stack put on its own bus.
 */
export const makeLocalRoutes =
  (token: string, lists: LocalLists): HttpHandler =>
  async (request, response, url) => {
    const list = listAt(url.pathname, lists);
    if (list === undefined) return problem(response, 404, 'Not Found', `There is no ${url.pathname}.`);
    if (request.method !== 'GET')
      return problem(response, 405, 'Method Not Allowed', 'Only GET is answered here.');
    if (!timingSafeEqual(digest(bearerOf(request)), digest(token))) {
      return problem(
        response,
        401,
        'Unauthorized',
        'Send the token of endpoints.json as "Authorization: Bearer <token>".',
      );
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(list));
  };
