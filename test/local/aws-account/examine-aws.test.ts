import { DeleteFunctionCommand, LambdaClient, ListVersionsByFunctionCommand } from '@aws-sdk/client-lambda';
import { DescribeDBInstancesCommand, RDSClient, StopDBInstanceCommand } from '@aws-sdk/client-rds';
import { ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import { SignatureV4 } from '@smithy/signature-v4';
import { afterAll, expect, test } from 'vitest';
import { type ExaminedAccount, examineAws } from '../../../local/aws-account/examine-aws.ts';
import { makeAccessKey } from '../../../local/kernel/access-key.ts';
import { Sha256 } from '../../../local/kernel/sha256.ts';
import { accountKey, runAccount, stopAccounts } from './running-account.ts';

const embedded = makeAccessKey();
const running: ExaminedAccount[] = [];
afterAll(async () => {
  await Promise.all(running.map((account) => account.stop()));
  await stopAccounts();
});

/** The stand-in account takes AWS's place: it refuses whoever does not sign with its key. */
const examine = async (ownKey = accountKey, said: string[] = []) => {
  const { url } = await runAccount('database-cpu');
  const asked: string[] = [];
  const account = await examineAws({
    credentials: embedded,
    print: (line) => said.push(line),
    ownCredentials: async () => ownKey,
    endpointOf: (service, region) => {
      asked.push(`${service} ${region}`);
      return url;
    },
  });
  running.push(account);
  const client = new RDSClient({
    ...{ endpoint: account.url, region: 'eu-west-1', maxAttempts: 1 },
    credentials: { ...embedded },
  });
  return { account, asked, client };
};

test("a function's call reaches AWS under the caller's own credentials", async () => {
  const { client, asked } = await examine();
  const { DBInstances: found = [] } = await client.send(
    new DescribeDBInstancesCommand({ DBInstanceIdentifier: 'checkout-orders' }),
  );
  expect(found.map(({ DBInstanceStatus }) => DBInstanceStatus)).toEqual(['available']);
  expect(asked).toEqual(['rds eu-west-1']);
});

test('calls that are paths of their own are sent on where they read', async () => {
  const { account, asked } = await examine();
  const client = new LambdaClient({
    ...{ endpoint: account.url, region: 'eu-west-1', maxAttempts: 1 },
    credentials: { ...embedded },
  });
  const FunctionName = 'checkout-mailer';
  const { Versions: versions = [] } = await client.send(
    new ListVersionsByFunctionCommand({ FunctionName, MaxItems: 10 }),
  );
  expect(versions.length).toBeGreaterThan(0);
  await expect(client.send(new DeleteFunctionCommand({ FunctionName }))).rejects.toThrow();
  expect(asked).toEqual(['lambda eu-west-1']);
});

test("what AWS refuses is refused in AWS's words", async () => {
  const { client } = await examine(makeAccessKey());
  await expect(client.send(new DescribeDBInstancesCommand({}))).rejects.toMatchObject({
    name: 'InvalidClientTokenId',
  });
});

test('nothing that changes anything is sent, and nothing to a service that triage does not ask', async () => {
  const { client, account, asked } = await examine();
  await expect(
    client.send(new StopDBInstanceCommand({ DBInstanceIdentifier: 'checkout-orders' })),
  ).rejects.toThrow();
  const sns = new SNSClient({ endpoint: account.url, region: 'eu-west-1', credentials: { ...embedded } });
  await expect(sns.send(new ListTopicsCommand({}))).rejects.toThrow();
  expect(asked).toEqual([]);
});

/** As the Query services take them: by GET, or by a body beside a header of another protocol. */
test.each<readonly [string, RequestInit & { readonly query?: string }]>([
  ['in the query', { method: 'GET', query: 'Action=StopDBInstance&DBInstanceIdentifier=checkout-orders' }],
  [
    'under the header of a call that reads',
    {
      method: 'POST',
      headers: { 'x-amz-target': 'Any.DescribeAnything' },
      body: 'Action=StopDBInstance&DBInstanceIdentifier=checkout-orders',
    },
  ],
])(
  'a call that changes something is not sent %s',
  async (_, { query = '', method = 'GET', headers, body }) => {
    const { account, asked } = await examine();
    const url = new URL(`/?${query}`, account.url);
    const signer = new SignatureV4({
      credentials: embedded,
      region: 'eu-west-1',
      service: 'rds',
      sha256: Sha256,
    });
    const signed = await signer.sign({
      ...{ method, protocol: url.protocol, hostname: url.hostname, port: Number(url.port), path: '/' },
      query: Object.fromEntries(url.searchParams),
      headers: { ...(headers as Record<string, string>), host: url.host },
      ...(body === undefined ? {} : { body }),
    });
    const { host: __, ...sent } = signed.headers;
    const answer = await fetch(url, { method, headers: sent, ...(body === undefined ? {} : { body }) });
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('StopDBInstance is no call that triage makes');
    expect(asked).toEqual([]);
  },
);

test('without credentials it says what to do', async () => {
  const starting = examineAws({
    credentials: embedded,
    print: () => undefined,
    ownCredentials: () => Promise.reject(new Error('Could not load credentials from any providers')),
  });
  await expect(starting).rejects.toThrow(/there are no AWS credentials .*set AWS_PROFILE/);
});

test('where AWS does not answer, neither does it, and it says so', async () => {
  const said: string[] = [];
  const account = await examineAws({
    credentials: embedded,
    print: (line) => said.push(line),
    ownCredentials: async () => accountKey,
    endpointOf: () => 'http://127.0.0.1:1',
  });
  running.push(account);
  const client = new RDSClient({
    ...{ endpoint: account.url, region: 'eu-west-1', maxAttempts: 1 },
    credentials: { ...embedded },
  });
  await expect(client.send(new DescribeDBInstancesCommand({}))).rejects.toThrow();
  expect(said).toEqual([expect.stringMatching(/^WARN AWS could not be asked/)]);
  await expect(account.change('healthy')).rejects.toThrow('it has no situation to change');
});
