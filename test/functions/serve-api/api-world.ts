import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { createMemoryAccess } from '../../../adapters/memory/access.ts';
import { createMemoryFindings } from '../../../adapters/memory/findings.ts';
import { createMemoryTestPages } from '../../../adapters/memory/test-pages.ts';
import type { Scope } from '../../../domain/kernel/scope.ts';
import type { TestPage } from '../../../domain/notice/test-page.ts';
import { describeApi } from '../../../events/contracts/api/openapi.ts';
import { operations } from '../../../events/contracts/api/operations.ts';
import { type Problem, problem } from '../../../events/contracts/api/problem.ts';
import { digest } from '../../../functions/serve-api/access/digest.ts';
import { makeApi } from '../../../functions/serve-api/api.ts';
import type { ApiParts } from '../../../functions/serve-api/calls/parts.ts';
import type { Reply } from '../../../functions/serve-api/http/reply.ts';
import { act } from '../../../protocol/command/act.ts';
import { sendTestPage } from '../../../protocol/command/send-test-page.ts';
import { declareIncident } from '../../../protocol/intake/declare.ts';
import type { Delivery } from '../../../protocol/ports/channel.ts';
import { createWorld, type World } from '../../behaviour/world.ts';

export interface Ask {
  readonly method?: string;
  readonly query?: string;
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The body as it is, beside `body`. */
  readonly raw?: string;
  readonly base64?: boolean;
  readonly stage?: string;
}

export const lambdaContext: Context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'serve-api',
  functionVersion: '1',
  invokedFunctionArn: '',
  memoryLimitInMB: '512',
  awsRequestId: 'r-1',
  logGroupName: '',
  logStreamName: '',
  getRemainingTimeInMillis: () => 29_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};

/** An event as an HTTP API hands it over, payload format 2.0. */
export const eventOf = (path: string, ask: Ask = {}): APIGatewayProxyEventV2 => {
  const {
    method = 'GET',
    query = '',
    token = 'secret-of-alice',
    headers = {},
    body,
    raw,
    base64 = false,
    stage = '$default',
  } = ask;
  const text = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: query,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(text === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    requestContext: {
      accountId: '111122223333',
      apiId: 'api',
      domainName: 'api.test',
      domainPrefix: 'api',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
      requestId: 'request-1',
      routeKey: '$default',
      stage,
      time: '',
      timeEpoch: 0,
    },
    ...(text === undefined ? {} : { body: base64 ? Buffer.from(text).toString('base64') : text }),
    isBase64Encoded: base64,
  };
};

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests read members of answers whose shape is checked against its schema
  readonly json: any;
}

/** The API on the memory adapters and the whole protocol, with a token for each scope. */
export const createApiWorld = (
  options: { readonly world?: World; readonly parts?: Partial<ApiParts> } = {},
) => {
  const world = options.world ?? createWorld();
  const { shell, queries, records } = world;
  const grant = (token: string, name: string, scopes: readonly Scope[], expiresAtMs?: number) =>
    records.tokens.set(digest(token), {
      name,
      scopes,
      ...(expiresAtMs === undefined ? {} : { expiresAtMs }),
    });
  grant('secret-of-alice', 'alice', ['read', 'respond']);
  grant('secret-of-rob', 'rob', ['read']);
  grant('secret-of-bot', 'bot', ['respond']);
  grant('secret-of-ada', 'ada', ['admin']);
  const sentTestPages: TestPage[] = [];
  let testPageDelivery: Delivery = { outcome: 'delivered' };
  const testPages = createMemoryTestPages();
  const publisher = {
    publish: async (page: TestPage) => {
      sentTestPages.push(page);
      return testPageDelivery;
    },
  };
  const { audiences } = shell.configuration;
  const handler = makeApi({
    queries,
    findings: createMemoryFindings(records),
    access: createMemoryAccess(records),
    store: shell.store,
    act: (incidentId, request) => act(shell, incidentId, request),
    declare: (declaration) => declareIncident(shell, declaration),
    sendTestPage: (request) =>
      sendTestPage({ publisher, store: testPages, audiences, now: shell.now, hash: shell.hash }, request),
    testPages,
    configuration: shell.configuration,
    journal: shell.journal,
    now: shell.now,
    describe: () => describeApi('1.2.3'),
    version: '1.2.3',
    ...options.parts,
  });
  const ask = async (path: string, request: Ask = {}): Promise<Answer> =>
    answerOf(await handler(eventOf(path, request), lambdaContext), path, request.method ?? 'GET');
  return {
    ...world,
    world,
    grant,
    handler,
    /** What the topics got. */
    sentTestPages,
    answerTestPages: (delivery: Delivery): void => {
      testPageDelivery = delivery;
    },
    ask,
    get: (path: string, query = ''): Promise<Answer> => ask(path, { query }),
    post: (path: string, body?: unknown, more: Ask = {}): Promise<Answer> =>
      ask(path, { method: 'POST', body, ...more }),
    patch: (path: string, body?: unknown, more: Ask = {}): Promise<Answer> =>
      ask(path, { method: 'PATCH', body, ...more }),
    /** Declares an incident and answers its id. */
    declared: async (body: object = { title: 'Checkout is down', service: 'checkout' }): Promise<string> => {
      const { json } = await ask('/incidents', { method: 'POST', body });
      return json.id;
    },
  };
};

/** Every answer that a test sees satisfies its schema. */
const answerOf = (answer: Reply, path: string, method: string): Answer => {
  const { statusCode: status, headers, body: text } = answer;
  const json = text === '' ? undefined : JSON.parse(text);
  if (json !== undefined) schemaOf(path, method, status)?.parse(json);
  return { status, headers, text, json };
};

const schemaOf = (path: string, method: string, status: number) => {
  if (status >= 400) return problem;
  const operation = Object.values(operations).find(
    (each) =>
      each.method === method && new RegExp(`^${each.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
  );
  return operation?.answers[status];
};

/** The members of a problem that tests look at. */
export const problemOf = ({
  status,
  headers,
  json,
}: Answer): Pick<Problem, 'type' | 'reason'> & { status: number; contentType: string | undefined } => ({
  status,
  contentType: headers['content-type'],
  type: json.type,
  reason: json.reason,
});
