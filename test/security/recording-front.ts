import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call as IAM sees it. */
export interface SeenCall {
  /** `service:Action`, as a policy writes it. */
  readonly action: string;
  /** Table, `table/index/name`, name of a queue, topic or bus. */
  readonly resource: string;
  readonly body: string;
}

export interface Front {
  readonly url: string;
  /** Everything asked since the last time. */
  take(): readonly SeenCall[];
  /** From now on these calls of DynamoDB are refused, in words that quote what was asked; undefined: none. */
  refuse(actions: RegExp | undefined): void;
  stop(): Promise<void>;
}

export interface Behind {
  readonly dynamodb: string;
  /** SNS and SQS. */
  readonly messaging: string;
  /** Every service that triage reads. */
  readonly account: string;
}

/**
 * One AWS endpoint before embedded services, that notes what every call is by what stands on the wire: whatever made
 * it, a permission is needed for exactly that. EventBridge accepts everything.
 */
export const openRecordingFront = async (behind: Behind): Promise<Front> => {
  let seen: SeenCall[] = [];
  let refused: RegExp | undefined;
  const server = createServer(async (request, response) => {
    const bytes = await bodyOf(request);
    const body = bytes.toString();
    const examined = examinedCall(request, body);
    if (examined !== undefined) {
      seen.push(examined);
      handOver(behind.account, request, bytes, response);
      return;
    }
    const calls = callsOf(String(request.headers['x-amz-target'] ?? ''), body);
    seen.push(...calls);
    if (calls[0]?.action.startsWith('events:')) {
      const entries: unknown[] = JSON.parse(body).Entries;
      const answer = { FailedEntryCount: 0, Entries: entries.map((_, n) => ({ EventId: String(n) })) };
      response.setHeader('content-type', 'application/x-amz-json-1.1').end(JSON.stringify(answer));
      return;
    }
    if (refused?.test(calls[0]?.action ?? '')) {
      const refusal = { __type: 'ValidationException', message: `refused: ${body}` };
      response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(refusal));
      return;
    }
    const to = calls[0]?.action.startsWith('dynamodb:') ? behind.dynamodb : behind.messaging;
    const answer = await fetch(`${to}${request.url}`, { method: 'POST', headers: handedOn(request), body });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    take: () => {
      const taken = seen;
      seen = [];
      return taken;
    },
    refuse: (actions) => {
      refused = actions;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
};

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
};

/** The services that triage reads, as requests are signed for them, and as policies write them. */
const examinedServices: Readonly<Record<string, string>> = {
  autoscaling: 'autoscaling',
  cloudtrail: 'cloudtrail',
  codedeploy: 'codedeploy',
  codepipeline: 'codepipeline',
  ec2: 'ec2',
  ecs: 'ecs',
  elasticloadbalancing: 'elasticloadbalancing',
  health: 'health',
  lambda: 'lambda',
  logs: 'logs',
  monitoring: 'cloudwatch',
  rds: 'rds',
  servicequotas: 'servicequotas',
  xray: 'xray',
};

/** Operations of the services whose paths have names of their own. */
const byPath: readonly (readonly [RegExp, string])[] = [
  [/\/functions\/[^/]+\/configuration/, 'GetFunctionConfiguration'],
  [/\/functions\/[^/]+\/versions/, 'ListVersionsByFunction'],
  [/\/functions\/[^/]+\/aliases/, 'ListAliases'],
  [/\/ServiceGraph$/, 'GetServiceGraph'],
];

/** The operation stands in a header, in the form or in the path, by the service's protocol. Roles name no resource. */
const examinedCall = ({ headers, url = '' }: IncomingMessage, body: string): SeenCall | undefined => {
  const [, signedFor = ''] =
    /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(headers.authorization ?? '') ?? [];
  const service = examinedServices[signedFor];
  if (service === undefined) return undefined;
  const named = byPath.find(([path]) => path.test(url))?.[1];
  const inPath = named ?? /\/operation\/(\w+)$/.exec(url)?.[1];
  const inHeader = String(headers['x-amz-target'] ?? '').split('.')[1];
  const operation = inPath ?? inHeader ?? new URLSearchParams(body).get('Action') ?? 'unknown';
  return { action: `${service}:${operation}`, resource: '*', body };
};

/** As it came, since the signature covers it. */
const handOver = (
  to: string,
  { method, url, headers }: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): void => {
  const onwards = send(`${to}${url}`, { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onwards.once('error', () => response.destroy());
  onwards.end(body);
};

const handedOn = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    ['authorization', 'content-type', 'x-amz-date', 'x-amz-target'].flatMap((name) => {
      const value = headers[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );

const lastPart = (name: string, separator: string): string => name.slice(name.lastIndexOf(separator) + 1);

/** DynamoDB, SQS and EventBridge name the operation in a header and speak JSON; SNS has both in a form. */
const callsOf = (target: string, body: string): readonly SeenCall[] => {
  const [service = '', operation = ''] = target.split('.');
  if (service.startsWith('DynamoDB_')) {
    const call = JSON.parse(body);
    const tables = call.RequestItems === undefined ? [call.TableName] : Object.keys(call.RequestItems);
    const index = call.IndexName === undefined ? '' : `/index/${call.IndexName}`;
    return tables.map((table) => ({ action: `dynamodb:${operation}`, resource: `${table}${index}`, body }));
  }
  if (service === 'AmazonSQS') {
    const resource = lastPart(JSON.parse(body).QueueUrl, '/');
    return [{ action: `sqs:${operation}`, resource, body }];
  }
  if (service === 'AWSEvents') {
    const entries: readonly { readonly EventBusName: string }[] = JSON.parse(body).Entries;
    const buses = [...new Set(entries.map(({ EventBusName }) => EventBusName))];
    return buses.map((resource) => ({ action: `events:${operation}`, resource, body }));
  }
  const form = new URLSearchParams(body);
  const action = form.get('Action');
  if (action === null) throw new Error(`a call of a kind that this front does not know: ${target}`);
  return [{ action: `sns:${action}`, resource: lastPart(form.get('TopicArn') ?? '', ':'), body }];
};
