import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { HostError } from '../kernel/host-error.ts';
import { objectIn } from '../kernel/json.ts';
import { readBody } from '../kernel/request-body.ts';
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

/** The situation of the stand-in AWS account: which it is, and how another one is put on. */
export interface SituationSwitch {
  situation(): string;
  /** Throws HostError for one that is not there or cannot be read. */
  change(nameOrFile: string): Promise<void>;
}

const answer = (response: ServerResponse, body: object): void => {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

const listAt = (path: string, { notices, events }: LocalLists): object | undefined =>
  path === '/local/notices'
    ? { notices: notices() }
    : path === '/local/events'
      ? { events: events() }
      : undefined;

/** A name or a path is short. */
const mostBytes = 10_000;

const putSituation = async (
  request: IncomingMessage,
  response: ServerResponse,
  account: SituationSwitch,
): Promise<void> => {
  const body = await readBody(request, mostBytes);
  const name = body === 'too-large' ? undefined : objectIn(body.toString('utf8'))?.['situation'];
  if (typeof name !== 'string' || name === '')
    return problem(response, 400, 'Bad Request', 'Send { "situation": "<name or file>" }.');
  try {
    await account.change(name);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return problem(response, 400, 'Bad Request', error.message);
  }
  answer(response, { situation: account.situation() });
};

const answerLocal = async (
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  lists: LocalLists,
  account: SituationSwitch | undefined,
): Promise<void> => {
  if (path === '/local/situation' && account !== undefined) {
    if (request.method === 'PUT') return putSituation(request, response, account);
    if (request.method === 'GET') return answer(response, { situation: account.situation() });
    return problem(response, 405, 'Method Not Allowed', 'Only GET and PUT are answered here.');
  }
  const list = listAt(path, lists);
  if (list === undefined) return problem(response, 404, 'Not Found', `There is no ${path}.`);
  if (request.method !== 'GET')
    return problem(response, 405, 'Method Not Allowed', 'Only GET is answered here.');
  answer(response, list);
};

/**
 * What the host itself answers, before the stack's own routes, with the API's token: `GET /local/notices`;
 * `GET /local/events`, what the stack put on its own bus; and `/local/situation`, where there is a stand-in AWS account.
 */
export const makeLocalRoutes =
  (token: string, lists: LocalLists, account?: SituationSwitch): HttpHandler =>
  async (request, response, url) => {
    if (timingSafeEqual(digest(bearerOf(request)), digest(token)))
      return answerLocal(request, response, url.pathname, lists, account);
    problem(
      response,
      401,
      'Unauthorized',
      'Send the token of endpoints.json as "Authorization: Bearer <token>".',
    );
  };
