import { AutoScalingClient, DescribeScalingActivitiesCommand } from '@aws-sdk/client-auto-scaling';
import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CodePipelineClient, ListPipelineExecutionsCommand } from '@aws-sdk/client-codepipeline';
import { DescribeInstanceStatusCommand, EC2Client, RebootInstancesCommand } from '@aws-sdk/client-ec2';
import { DescribeServicesCommand, ECSClient } from '@aws-sdk/client-ecs';
import {
  DescribeRulesCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { GetFunctionConfigurationCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { DescribeDBInstancesCommand, RDSClient } from '@aws-sdk/client-rds';
import { ListResourceRecordSetsCommand, Route53Client } from '@aws-sdk/client-route-53';
import { GetServiceQuotaCommand, ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Account } from '../../../local/aws-account/start-account.ts';
import { clientOf, runAccount, stopAccounts } from './running-account.ts';

let account: Account;
beforeAll(async () => {
  account = await runAccount('healthy');
});
afterAll(stopAccounts);

const settings = () => clientOf(account);

describe('what a situation does not know is answered as AWS answers it', () => {
  test.each([
    [
      'a target group',
      () =>
        new ElasticLoadBalancingV2Client(settings()).send(
          new DescribeTargetHealthCommand({
            TargetGroupArn:
              'arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/x/0000000000000000',
          }),
        ),
      'TargetGroupNotFoundException',
    ],
    [
      'an Auto Scaling group',
      () =>
        new AutoScalingClient(settings()).send(
          new DescribeScalingActivitiesCommand({ AutoScalingGroupName: 'x' }),
        ),
      'ValidationError',
    ],
    [
      'a database',
      () => new RDSClient(settings()).send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: 'x' })),
      'DBInstanceNotFoundFault',
    ],
    [
      'an instance',
      () =>
        new EC2Client(settings()).send(
          new DescribeInstanceStatusCommand({ InstanceIds: ['i-00000000000000000'] }),
        ),
      'InvalidInstanceID.NotFound',
    ],
    [
      'a cluster',
      () =>
        new ECSClient(settings()).send(new DescribeServicesCommand({ cluster: 'x', services: ['checkout'] })),
      'ClusterNotFoundException',
    ],
    [
      'a pipeline',
      () => new CodePipelineClient(settings()).send(new ListPipelineExecutionsCommand({ pipelineName: 'x' })),
      'PipelineNotFoundException',
    ],
    [
      'a log group',
      () => new CloudWatchLogsClient(settings()).send(new FilterLogEventsCommand({ logGroupName: '/x' })),
      'ResourceNotFoundException',
    ],
    [
      'a function',
      () => new LambdaClient(settings()).send(new GetFunctionConfigurationCommand({ FunctionName: 'x' })),
      'ResourceNotFoundException',
    ],
    [
      'a quota',
      () =>
        new ServiceQuotasClient(settings()).send(
          new GetServiceQuotaCommand({ ServiceCode: 'ec2', QuotaCode: 'L-0' }),
        ),
      'NoSuchResourceException',
    ],
    [
      'a hosted zone',
      () => new Route53Client(settings()).send(new ListResourceRecordSetsCommand({ HostedZoneId: 'Z0' })),
      'NoSuchHostedZone',
    ],
  ])('%s', async (_what, ask, name) => {
    await expect(ask()).rejects.toMatchObject({ name });
  });

  test('a service of a cluster is told among the failures, beside those that there are', async () => {
    const asked = new DescribeServicesCommand({ cluster: 'shop', services: ['checkout', 'x'] });
    const { services, failures } = await new ECSClient(settings()).send(asked);
    expect(services?.map(({ serviceName }) => serviceName)).toEqual(['checkout']);
    expect(failures).toEqual([
      { arn: 'arn:aws:ecs:eu-west-1:111122223333:service/shop/x', reason: 'MISSING' },
    ]);
  });

  test('a metric has no values', async () => {
    const query = {
      Id: 'none',
      MetricStat: { Metric: { Namespace: 'Shop', MetricName: 'Orders' }, Period: 60, Stat: 'Sum' },
    };
    const asked = new GetMetricDataCommand({
      StartTime: new Date(Date.now() - 600_000),
      EndTime: new Date(),
      MetricDataQueries: [query],
    });
    const { MetricDataResults } = await new CloudWatchClient(settings()).send(asked);
    expect(MetricDataResults).toEqual([
      { Id: 'none', Label: 'Orders', StatusCode: 'Complete', Timestamps: [], Values: [] },
    ]);
  });

  test('in another region there is nothing', async () => {
    const { DBInstances } = await new RDSClient(clientOf(account, 'us-west-2')).send(
      new DescribeDBInstancesCommand({}),
    );
    expect(DBInstances).toEqual([]);
  });
});

describe('what is not built says so, and what is', () => {
  test.each([
    [
      'query',
      () => new ElasticLoadBalancingV2Client(settings()).send(new DescribeRulesCommand({})),
      'InvalidAction',
    ],
    [
      'EC2',
      () => new EC2Client(settings()).send(new RebootInstancesCommand({ InstanceIds: ['i-0'] })),
      'InvalidAction',
    ],
    [
      'REST',
      () => new LambdaClient(settings()).send(new ListFunctionsCommand({})),
      'UnknownOperationException',
    ],
  ])('over the protocol %s', async (_protocol, ask, name) => {
    await expect(ask()).rejects.toMatchObject({
      name,
      message: expect.stringMatching(
        /^The stand-in account does not answer .+: of this service it answers [A-Z]/,
      ),
    });
  });

  test('metric math', async () => {
    const asked = new GetMetricDataCommand({
      StartTime: new Date(Date.now() - 600_000),
      EndTime: new Date(),
      MetricDataQueries: [{ Id: 'share', Expression: 'a / b' }],
    });
    await expect(new CloudWatchClient(settings()).send(asked)).rejects.toThrow('computes no metric math');
  });
});

describe('limits are those of AWS', () => {
  test('more than ten services of ECS a call are refused', async () => {
    const services = Array.from({ length: 11 }, (_, index) => `s${index}`);
    await expect(
      new ECSClient(settings()).send(new DescribeServicesCommand({ cluster: 'shop', services })),
    ).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringContaining('more than 10'),
    });
  });

  test('a page of RDS has 20 records at the least', async () => {
    await expect(
      new RDSClient(settings()).send(new DescribeDBInstancesCommand({ MaxRecords: 5 })),
    ).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    });
  });
});

describe('who asks', () => {
  test('another access key is refused', async () => {
    const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'another' };
    await expect(
      new RDSClient({ ...settings(), credentials }).send(new DescribeDBInstancesCommand({})),
    ).rejects.toMatchObject({ name: 'InvalidClientTokenId' });
  });

  test('a web page of another origin is refused', async () => {
    const answer = await fetch(account.url, { headers: { origin: 'https://example.com' } });
    expect(answer.status).toBe(403);
    const health = await fetch(`${account.healthUrl}/checkout`, {
      headers: { origin: 'https://example.com' },
    });
    expect(health.status).toBe(403);
  });
});
