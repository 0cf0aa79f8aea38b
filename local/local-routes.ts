import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpHandler } from './http-api.ts';
import type { NoticeStore } from './notice-store.ts';

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

/** What the host itself answers, before the stack's own routes: `GET /local/notices`, with the API's token. */
export const makeLocalRoutes =
  (token: string, notices: NoticeStore): HttpHandler =>
  async (request, response, url) => {
    if (url.pathname !== '/local/notices')
      return problem(response, 404, 'Not Found', `There is no ${url.pathname}.`);
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
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ notices: notices.list() }));
  };
