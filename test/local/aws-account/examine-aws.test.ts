import { DeleteFunctionCommand, LambdaClient, ListVersionsByFunctionCommand } from '@aws-sdk/client-lambda';
import { DescribeDBInstancesCommand, RDSClient, StopDBInstanceCommand } from '@aws-sdk/client-rds';
import { ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import { afterAll, expect, test } from 'vitest';
import { type ExaminedAccount, examineAws } from '../../../local/aws-account/examine-aws.ts';
import { makeAccessKey } from '../../../local/kernel/access-key.ts';
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
