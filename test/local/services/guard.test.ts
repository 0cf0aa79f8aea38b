import { request as httpRequest } from 'node:http';
import { DynamoDBClient, GetItemCommand, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Endpoints } from '../../../local/host/endpoints.ts';
import type { AccessKey } from '../../../local/kernel/access-key.ts';
import { removeFolders } from '../fixture/package.ts';
import { runFixture, stopHosts } from '../fixture/running-host.ts';

let endpoints: Endpoints;
beforeAll(async () => {
  ({ endpoints } = await runFixture());
});
afterAll(async () => {
  await stopHosts();
  removeFolders();
});

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Below `fetch`, which sets Host itself. */
const ask = (address: string, { method = 'GET', headers = {}, body = '' }: Asked) =>
  new Promise<{ status: number; headers: object; body: string }>((done, fail) => {
    const sent = httpRequest(address, { method, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () =>
        done({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    sent.on('error', fail);
    sent.end(body);
  });

type Service = 'dynamodb' | 'eventbridge' | 'sns' | 'sqs';

const call = async (service: Service, credentials: AccessKey): Promise<unknown> => {
  const settings = { endpoint: endpoints[service], region: endpoints.region, credentials, maxAttempts: 1 };
  const entry = { Source: 'shop', DetailType: 'Order', Detail: '{}' };
  const calls = {
    dynamodb: () => new DynamoDBClient(settings).send(new ListTablesCommand({})),
    eventbridge: () => new EventBridgeClient(settings).send(new PutEventsCommand({ Entries: [entry] })),
    sns: () => new SNSClient(settings).send(new ListTopicsCommand({})),
    sqs: () => new SQSClient(settings).send(new ListQueuesCommand({})),
  };
  return calls[service]();
};

const services: readonly Service[] = ['dynamodb', 'eventbridge', 'sns', 'sqs'];
const listeners = [...services, 'api'] as const;

describe.each(services)('the embedded %s', (service) => {
  test("takes the host's access key", async () => {
    await expect(call(service, endpoints.credentials)).resolves.toMatchObject({
      $metadata: { httpStatusCode: 200 },
    });
  });

  test('answers another access key as AWS does', async () => {
    await expect(call(service, { accessKeyId: 'local', secretAccessKey: 'local' })).rejects.toMatchObject({
      name: expect.stringMatching(/^(UnrecognizedClientException|InvalidClientTokenId)$/),
      message: expect.stringContaining('The security token included in the request is invalid.'),
    });
  });

  test('answers a signature with another secret as AWS does', async () => {
    const wrong = { ...endpoints.credentials, secretAccessKey: 'guessed' };
    await expect(call(service, wrong)).rejects.toMatchObject({
      name: expect.stringMatching(/^(InvalidSignatureException|SignatureDoesNotMatch)$/),
    });
  });

  test.each(['GET', 'POST', 'PUT'])('answers an unsigned %s as AWS does', async (method) => {
    const { status, body } = await ask(endpoints[service], { method });
    expect([400, 403]).toContain(status);
    expect(body).toContain('MissingAuthenticationToken');
  });

  test('answers half a signature as AWS does', async () => {
    const { body } = await ask(endpoints[service], { headers: { authorization: 'AWS4-HMAC-SHA256 what' } });
    expect(body).toContain('IncompleteSignature');
  });
});

describe.each(listeners)('the listener of %s', (name) => {
  test.each([
    ['a name that resolves to this machine', { host: 'tocsin.example.com' }],
    ['such a name with the port', { host: 'rebound.example:3000' }],
    ['a name that begins like an own one', { host: 'localhost.example.com' }],
  ])('refuses %s as Host', async (_what, headers) => {
    expect((await ask(endpoints[name], { headers })).status).toBe(403);
  });

  test.each(['https://example.com', 'http://localhost:1', 'null', 'http://127.0.0.1'])(
    'refuses a page of the origin %s, and its preflight request',
    async (origin) => {
      for (const method of ['POST', 'OPTIONS']) {
        const { status, headers } = await ask(endpoints[name], { method, headers: { origin } });
        expect(status).toBe(403);
        expect(headers).not.toHaveProperty('access-control-allow-origin');
      }
    },
  );

  test('answers to localhost, and to a page of its own origin', async () => {
    const { port } = new URL(endpoints[name]);
    const host = `localhost:${port}`;
    const { body } = await ask(endpoints[name], { headers: { host, origin: `http://${host}` } });
    expect(body).not.toContain('The local host answers');
  });
});

test('a body that was changed on its way is refused', async () => {
  const client = new DynamoDBClient({
    ...{ endpoint: endpoints.dynamodb, region: endpoints.region },
    ...{ credentials: endpoints.credentials, maxAttempts: 1 },
  });
  client.middlewareStack.add(
    (next) => (args) => {
      const request: { body?: unknown } = Object(args.request);
      request.body = '{}'.padEnd(Object(request.body).length);
      return next(args);
    },
    { step: 'finalizeRequest', priority: 'low', name: 'change' },
  );
  const get = new GetItemCommand({ TableName: endpoints.table, Key: { pk: { S: 'aaaa' }, sk: { S: 'x' } } });
  await expect(client.send(get)).rejects.toMatchObject({ name: 'InvalidSignatureException' });
});

test('another start makes another access key', async () => {
  const { endpoints: others } = await runFixture();
  expect(others.credentials.accessKeyId).not.toBe(endpoints.credentials.accessKeyId);
  expect(others.credentials.secretAccessKey).not.toBe(endpoints.credentials.secretAccessKey);
});
