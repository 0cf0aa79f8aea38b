import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeInstanceStatusCommand, EC2Client } from '@aws-sdk/client-ec2';
import { DescribeServicesCommand, ECSClient } from '@aws-sdk/client-ecs';
import { GetAliasCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DescribeDBInstancesCommand, DescribeEventsCommand, RDSClient } from '@aws-sdk/client-rds';
import { afterAll, describe, expect, test } from 'vitest';
import { clientOf, runAccount, situationFile, stopAccounts } from './running-account.ts';

afterAll(stopAccounts);

const inTrouble = (trouble: string) =>
  runAccount(situationFile(`title: calls go wrong\nbasedOn: healthy\ntrouble: [${trouble}]\n`));

type Settings = ReturnType<typeof clientOf>;

const asks: Readonly<Record<string, (settings: Settings) => Promise<unknown>>> = {
  RDS: (settings) => new RDSClient(settings).send(new DescribeDBInstancesCommand({})),
  EC2: (settings) => new EC2Client(settings).send(new DescribeInstanceStatusCommand({})),
  ECS: (settings) =>
    new ECSClient(settings).send(new DescribeServicesCommand({ cluster: 'shop', services: ['checkout'] })),
  Lambda: (settings) =>
    new LambdaClient(settings).send(new GetAliasCommand({ FunctionName: 'checkout-mailer', Name: 'live' })),
  CloudWatch: (settings) => new CloudWatchClient(settings).send(new DescribeAlarmsCommand({})),
};

describe('every call is', () => {
  test.each([
    ['denied', 'RDS', 'AccessDenied', 403],
    ['denied', 'EC2', 'UnauthorizedOperation', 403],
    ['denied', 'ECS', 'AccessDeniedException', 400],
    ['denied', 'Lambda', 'AccessDeniedException', 403],
    ['throttled', 'RDS', 'Throttling', 400],
    ['throttled', 'EC2', 'RequestLimitExceeded', 503],
    ['throttled', 'ECS', 'ThrottlingException', 400],
    ['throttled', 'Lambda', 'TooManyRequestsException', 429],
    ['throttled', 'CloudWatch', 'ThrottlingException', 400],
    ['unavailable', 'RDS', 'ServiceUnavailable', 503],
  ])('%s: %s says %s', async (is, service, name, httpStatusCode) => {
    const account = await inTrouble(`{ call: "*", is: ${is} }`);
    await expect(asks[service]?.(clientOf(account))).rejects.toMatchObject({
      name,
      $metadata: { httpStatusCode },
    });
  });

  test('broken off: the answer ends in its middle', async () => {
    const account = await inTrouble('{ call: "rds:*", is: broken-off }');
    await expect(asks['RDS']?.(clientOf(account))).rejects.toThrow(/aborted|terminated|ECONNRESET|socket/);
  });

  test('slow: whoever gives up has no answer yet', async () => {
    const account = await inTrouble('{ call: "rds:*", is: slow, by: 1h }');
    const patience = AbortSignal.timeout(50);
    const asked = new RDSClient(clientOf(account)).send(new DescribeDBInstancesCommand({}), {
      abortSignal: patience,
    });
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('trouble', () => {
  test('is of the action that it names, and no other', async () => {
    const account = await inTrouble('{ call: "rds:DescribeEvents", is: denied }');
    const client = new RDSClient(clientOf(account));
    await expect(client.send(new DescribeEventsCommand({}))).rejects.toThrow(
      'is not authorized to perform: rds:DescribeEvents because no identity-based policy allows',
    );
    await expect(client.send(new DescribeDBInstancesCommand({}))).resolves.toMatchObject({});
  });

  test('of some calls lets the others through: the client tries again', async () => {
    const account = await inTrouble('{ call: "rds:DescribeDBInstances", is: throttled, to: 2 }');
    const client = new RDSClient({ ...clientOf(account), maxAttempts: 3 });
    const { DBInstances, $metadata } = await client.send(new DescribeDBInstancesCommand({}));
    expect([DBInstances?.length, $metadata.attempts]).toEqual([2, 3]);
  });

  test('of a region leaves the others alone', async () => {
    const account = await inTrouble('{ call: "*", is: unavailable, region: eu-west-1 }');
    await expect(asks['RDS']?.(clientOf(account))).rejects.toMatchObject({ name: 'ServiceUnavailable' });
    await expect(asks['RDS']?.(clientOf(account, 'eu-central-1'))).resolves.toMatchObject({});
  });
});
