import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { EC2Client, paginateDescribeInstanceStatus } from '@aws-sdk/client-ec2';
import {
  ElasticLoadBalancingV2Client,
  paginateDescribeTargetGroups,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { LambdaClient, paginateListVersionsByFunction } from '@aws-sdk/client-lambda';
import { DescribeDBInstancesCommand, paginateDescribeDBInstances, RDSClient } from '@aws-sdk/client-rds';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Account } from '../../../local/aws-account/start-account.ts';
import { clientOf, runAccount, situationFile, stopAccounts } from './running-account.ts';

const range = (many: number): readonly number[] => Array.from({ length: many }, (_, index) => index);

const hex = (index: number, length: number): string => index.toString(16).padStart(length, '0');

/** JSON is YAML. */
const large = JSON.stringify({
  title: 'more of everything than fits on a page',
  region: 'eu-west-1',
  targetGroups: Object.fromEntries(range(7).map((index) => [`web-${index}`, { id: hex(index, 16) }])),
  instances: Object.fromEntries(range(12).map((index) => [`i-${hex(index, 17)}`, { zone: 'eu-west-1a' }])),
  databases: Object.fromEntries(
    range(45).map((index) => [
      `db-${index}`,
      { status: 'available', zone: 'eu-west-1a', metrics: { CPUUtilization: index } },
    ]),
  ),
  functions: {
    mailer: { modified: '-1d', versions: range(6).map((index) => ({ version: index + 1, at: '-1d' })) },
  },
  logs: { '/shop': { lines: range(9).map((index) => ({ at: `-${index + 1}m`, text: `line ${index}` })) } },
});

let account: Account;
beforeAll(async () => {
  account = await runAccount(situationFile(large));
});
afterAll(stopAccounts);

/** How many entries each page has. */
const sizes = async <T>(pages: AsyncIterable<T>, entriesOf: (page: T) => readonly unknown[] | undefined) => {
  const found: number[] = [];
  for await (const page of pages) found.push(entriesOf(page)?.length ?? 0);
  return found;
};

test('lists come in pages, each with the token of the next', async () => {
  const settings = clientOf(account);
  const balancers = new ElasticLoadBalancingV2Client(settings);
  const groups = paginateDescribeTargetGroups({ client: balancers }, { PageSize: 3 });
  expect(await sizes(groups, (page) => page.TargetGroups)).toEqual([3, 3, 1]);
  const machines = paginateDescribeInstanceStatus({ client: new EC2Client(settings), pageSize: 5 }, {});
  expect(await sizes(machines, (page) => page.InstanceStatuses)).toEqual([5, 5, 2]);
  const databases = paginateDescribeDBInstances({ client: new RDSClient(settings), pageSize: 20 }, {});
  expect(await sizes(databases, (page) => page.DBInstances)).toEqual([20, 20, 5]);
  const client = new LambdaClient(settings);
  const versions = paginateListVersionsByFunction({ client, pageSize: 4 }, { FunctionName: 'mailer' });
  expect(await sizes(versions, (page) => page.Versions)).toEqual([4, 3]);
  const logs = new CloudWatchLogsClient(settings);
  const lines = paginateFilterLogEvents({ client: logs, pageSize: 4 }, { logGroupName: '/shop' });
  expect(await sizes(lines, (page) => page.events)).toEqual([4, 4, 1]);
});

test('a token of another question is refused', async () => {
  const client = new RDSClient(clientOf(account));
  const { Marker } = await client.send(new DescribeDBInstancesCommand({ MaxRecords: 20 }));
  const Filters = [{ Name: 'engine', Values: ['postgres'] }];
  await expect(client.send(new DescribeDBInstancesCommand({ Marker, Filters }))).rejects.toMatchObject({
    name: 'InvalidParameterValue',
  });
});

test('data points of several metrics are cut into pages that say so', async () => {
  const client = new CloudWatchClient(clientOf(account));
  const MetricDataQueries = ['db-1', 'db-2'].map((Value, index) => ({
    Id: `m${index}`,
    MetricStat: {
      Metric: {
        Namespace: 'AWS/RDS',
        MetricName: 'CPUUtilization',
        Dimensions: [{ Name: 'DBInstanceIdentifier', Value }],
      },
      Period: 60,
      Stat: 'Average',
    },
  }));
  const EndTime = new Date(Math.floor(Date.now() / 60_000) * 60_000);
  const asked = {
    StartTime: new Date(EndTime.getTime() - 180_000),
    EndTime,
    MetricDataQueries,
    MaxDatapoints: 4,
  };
  const first = await client.send(new GetMetricDataCommand(asked));
  expect(first.MetricDataResults?.map(({ Id, Values, StatusCode }) => [Id, Values, StatusCode])).toEqual([
    ['m0', [1, 1, 1], 'Complete'],
    ['m1', [2], 'PartialData'],
  ]);
  const second = await client.send(new GetMetricDataCommand({ ...asked, NextToken: first.NextToken }));
  expect(second.MetricDataResults?.map(({ Id, Values, StatusCode }) => [Id, Values, StatusCode])).toEqual([
    ['m1', [2, 2], 'Complete'],
  ]);
  expect(second.NextToken).toBeUndefined();
});
