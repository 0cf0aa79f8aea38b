import { ACMClient, RequestCertificateCommand } from '@aws-sdk/client-acm';
import { CloudTrailClient, CreateTrailCommand, StartLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { CloudWatchClient, PutMetricAlarmCommand, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
  PutRetentionPolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  CodeDeployClient,
  CreateApplicationCommand,
  CreateDeploymentCommand,
  CreateDeploymentGroupCommand,
} from '@aws-sdk/client-codedeploy';
import {
  CreateAliasCommand,
  CreateFunctionCommand,
  LambdaClient,
  PublishVersionCommand,
} from '@aws-sdk/client-lambda';
import { CreateDBInstanceCommand, CreateDBInstanceReadReplicaCommand, RDSClient } from '@aws-sdk/client-rds';
import {
  ChangeResourceRecordSetsCommand,
  CreateHostedZoneCommand,
  Route53Client,
} from '@aws-sdk/client-route-53';
import { strToU8, zipSync } from 'fflate';
import type { Ids } from '../../local/aws-account/calls.ts';
import type { clientOf } from '../../local/aws-account/running-account.ts';
import { makeCompute, makeContainers, roleArn } from './moto-compute.ts';

type Settings = ReturnType<typeof clientOf>;

/** moto keeps roles and buckets behind the same address; a call's signature says whose it is, and is not checked. */
const askUnsigned = async ({ endpoint }: Settings, service: string, path: string, init: RequestInit) => {
  const scope = `Credential=test/20261120/us-east-1/${service}/aws4_request`;
  const authorization = `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=0`;
  const answer = await fetch(`${endpoint}${path}`, { ...init, headers: { authorization } });
  if (!answer.ok) throw new Error(`${service}: ${answer.status} ${await answer.text()}`);
};

const makeRole = (settings: Settings): Promise<void> =>
  askUnsigned(settings, 'iam', '/', {
    method: 'POST',
    body: new URLSearchParams({
      Action: 'CreateRole',
      Version: '2010-05-08',
      RoleName: 'shop',
      AssumeRolePolicyDocument: '{"Version":"2012-10-17","Statement":[]}',
    }),
  });

const makeDeployment = async (settings: Settings): Promise<string> => {
  const client = new CodeDeployClient(settings);
  const names = { applicationName: 'checkout', deploymentGroupName: 'checkout-web' };
  await client.send(new CreateApplicationCommand({ applicationName: 'checkout', computePlatform: 'Server' }));
  await client.send(new CreateDeploymentGroupCommand({ ...names, serviceRoleArn: roleArn }));
  const { deploymentId = '' } = await client.send(new CreateDeploymentCommand(names));
  return deploymentId;
};

const makeDatabases = async (settings: Settings): Promise<void> => {
  const client = new RDSClient(settings);
  await client.send(
    new CreateDBInstanceCommand({
      ...{ DBInstanceIdentifier: 'checkout-orders', DBInstanceClass: 'db.r6g.large', Engine: 'postgres' },
      ...{
        AllocatedStorage: 200,
        MasterUsername: 'postgres',
        MasterUserPassword: 'not-a-secret',
        MultiAZ: true,
      },
      ...{ DBName: 'main', AvailabilityZone: 'eu-west-1a', EnableCloudwatchLogsExports: ['postgresql'] },
    }),
  );
  await client.send(
    new CreateDBInstanceReadReplicaCommand({
      ...{ DBInstanceIdentifier: 'checkout-orders-replica', SourceDBInstanceIdentifier: 'checkout-orders' },
    }),
  );
};

const makeWatching = async (settings: Settings): Promise<void> => {
  const metrics = new CloudWatchClient(settings);
  const Dimensions = [{ Name: 'DBInstanceIdentifier', Value: 'checkout-orders' }];
  const MetricData = [
    { MetricName: 'CPUUtilization', Dimensions, Value: 31, Timestamp: new Date(Date.now() - 60_000) },
  ];
  await metrics.send(new PutMetricDataCommand({ Namespace: 'AWS/RDS', MetricData }));
  await metrics.send(
    new PutMetricAlarmCommand({
      ...{ AlarmName: 'checkout-orders-cpu', Namespace: 'AWS/RDS', MetricName: 'CPUUtilization', Dimensions },
      ...{ Statistic: 'Average', Period: 60, EvaluationPeriods: 3, DatapointsToAlarm: 3, Threshold: 90 },
      ...{ ComparisonOperator: 'GreaterThanThreshold', TreatMissingData: 'missing' },
    }),
  );
  const logs = new CloudWatchLogsClient(settings);
  const group = { logGroupName: '/shop/checkout' };
  await logs.send(new CreateLogGroupCommand(group));
  await logs.send(new PutRetentionPolicyCommand({ ...group, retentionInDays: 30 }));
  const stream = { ...group, logStreamName: 'app/1' };
  await logs.send(new CreateLogStreamCommand(stream));
  const logEvents = [{ timestamp: Date.now() - 60_000, message: 'level=info msg="order placed"' }];
  await logs.send(new PutLogEventsCommand({ ...stream, logEvents }));
};

const makeFunction = async (settings: Settings): Promise<void> => {
  const client = new LambdaClient(settings);
  const FunctionName = 'checkout-mailer';
  const ZipFile = zipSync({ 'index.mjs': strToU8('export const handler = () => undefined;') });
  await client.send(
    new CreateFunctionCommand({
      ...{ FunctionName, Runtime: 'nodejs22.x', Role: roleArn, Handler: 'index.handler', Code: { ZipFile } },
    }),
  );
  await client.send(new PublishVersionCommand({ FunctionName }));
  await client.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1' }));
};

const makeNames = async (settings: Settings): Promise<string> => {
  const client = new Route53Client(settings);
  const { HostedZone } = await client.send(
    new CreateHostedZoneCommand({ Name: 'example.com', CallerReference: 'shop' }),
  );
  const AliasTarget = {
    HostedZoneId: 'Z32O12XQLNTSW2',
    DNSName: 'checkout.elb.amazonaws.com',
    EvaluateTargetHealth: true,
  };
  const ResourceRecordSet = { Name: 'checkout.example.com', Type: 'A' as const, AliasTarget };
  await client.send(
    new ChangeResourceRecordSetsCommand({
      HostedZoneId: HostedZone?.Id,
      ChangeBatch: { Changes: [{ Action: 'CREATE', ResourceRecordSet }] },
    }),
  );
  return HostedZone?.Id ?? '';
};

const makeTrail = async (settings: Settings): Promise<void> => {
  await askUnsigned(settings, 's3', '/shop-audit', {
    method: 'PUT',
    body: '<CreateBucketConfiguration><LocationConstraint>eu-west-1</LocationConstraint></CreateBucketConfiguration>',
  });
  const client = new CloudTrailClient(settings);
  const Name = 'account-trail';
  await client.send(new CreateTrailCommand({ Name, S3BucketName: 'shop-audit', IsMultiRegionTrail: true }));
  await client.send(new StartLoggingCommand({ Name }));
};

/** Makes in moto what the situation "healthy" has, as far as moto goes. Returns the ids that it chose. */
export const makeMotoEstate = async (settings: Settings): Promise<Ids> => {
  await makeRole(settings);
  await makeWatching(settings);
  const targetGroupArn = await makeCompute(settings);
  const task = await makeContainers(settings, targetGroupArn);
  await makeDatabases(settings);
  await makeFunction(settings);
  await makeTrail(settings);
  const { CertificateArn: certificateArn = '' } = await new ACMClient(settings).send(
    new RequestCertificateCommand({ DomainName: 'checkout.example.com', ValidationMethod: 'DNS' }),
  );
  const hostedZoneId = await makeNames(settings);
  return { targetGroupArn, certificateArn, task, hostedZoneId, deploymentId: await makeDeployment(settings) };
};
