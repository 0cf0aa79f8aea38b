import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isList, isObject, type Json, type JsonObject } from '../kernel/json.ts';
import type { Place } from '../kernel/place.ts';
import type { RouteMatch } from './http-route.ts';

/** Bodies of these types reach a function as text, all others in base 64. */
const isTextType = (type: string): boolean =>
  type === '' ||
  /^text\/|^application\/(json|javascript|xml|x-www-form-urlencoded|[^;]+\+(json|xml))/i.test(type);

const headersOf = (request: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(request.headers)
      .filter(([name]) => name !== 'cookie')
      .map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : String(value ?? '')]),
  );

const queryOf = (query: URLSearchParams): Record<string, string> => {
  const values: Record<string, string> = {};
  for (const [name, value] of query) values[name] = name in values ? `${values[name]},${value}` : value;
  return values;
};

const bodyOf = (body: Buffer, type: string): JsonObject => {
  if (body.length === 0) return { isBase64Encoded: false };
  const text = isTextType(type);
  return { body: body.toString(text ? 'utf8' : 'base64'), isBase64Encoded: !text };
};

const clfTime = (at: Date): string => {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) (\S+)/.exec(at.toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
};

const contextOf = (
  request: IncomingMessage,
  { routeKey }: RouteMatch,
  rawPath: string,
  place: Place,
): JsonObject => {
  const now = new Date();
  return {
    accountId: place.accountId,
    apiId: 'local',
    domainName: new URL(place.apiUrl).hostname,
    domainPrefix: 'local',
    http: {
      method: request.method ?? 'GET',
      path: rawPath,
      protocol: `HTTP/${request.httpVersion}`,
      sourceIp: request.socket.remoteAddress ?? '',
      userAgent: request.headers['user-agent'] ?? '',
    },
    requestId: randomUUID(),
    routeKey,
    stage: '$default',
    time: clfTime(now),
    timeEpoch: now.getTime(),
  };
};

/** The event of payload format 2.0. API Gateway Developer Guide, "Lambda proxy integrations for HTTP APIs". */
export const httpApiEvent = (
  request: IncomingMessage,
  url: URL,
  match: RouteMatch,
  body: Buffer,
  place: Place,
): JsonObject => {
  const cookies = (request.headers.cookie ?? '').split('; ').filter((cookie) => cookie !== '');
  const query = queryOf(url.searchParams);
  return {
    version: '2.0',
    routeKey: match.routeKey,
    rawPath: decodeURI(url.pathname),
    rawQueryString: url.search.replace(/^\?/, ''),
    headers: headersOf(request),
    ...(cookies.length > 0 ? { cookies } : {}),
    ...(Object.keys(query).length > 0 ? { queryStringParameters: query } : {}),
    ...(Object.keys(match.pathParameters).length > 0 ? { pathParameters: { ...match.pathParameters } } : {}),
    requestContext: contextOf(request, match, decodeURI(url.pathname), place),
    ...bodyOf(body, request.headers['content-type'] ?? ''),
  };
};

/** An HTTP answer, as it goes out. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly body: Buffer;
}

const plain = (payload: Json): HttpAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  cookies: [],
  body: Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload)),
});

/** The answer that a function's result stands for; without a `statusCode` the result itself is the JSON body. */
export const httpAnswer = (payload: Json): HttpAnswer => {
  if (!isObject(payload) || payload['statusCode'] === undefined) return plain(payload);
  const { statusCode, headers, cookies, body, isBase64Encoded } = payload;
  const given = isObject(headers)
    ? Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)])
    : [];
  return {
    status: Number(statusCode),
    headers: { 'content-type': 'text/plain;charset=UTF-8', ...Object.fromEntries(given) },
    cookies: isList(cookies) ? cookies.map(String) : [],
    body: Buffer.from(typeof body === 'string' ? body : '', isBase64Encoded === true ? 'base64' : 'utf8'),
  };
};
