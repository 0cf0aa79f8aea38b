import * as acm from '@aws-sdk/client-acm';
import * as autoScaling from '@aws-sdk/client-auto-scaling';
import * as cloudtrail from '@aws-sdk/client-cloudtrail';
import * as cloudwatch from '@aws-sdk/client-cloudwatch';
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as codedeploy from '@aws-sdk/client-codedeploy';
import * as codepipeline from '@aws-sdk/client-codepipeline';
import * as ec2 from '@aws-sdk/client-ec2';
import * as ecs from '@aws-sdk/client-ecs';
import * as elb from '@aws-sdk/client-elastic-load-balancing-v2';
import * as health from '@aws-sdk/client-health';
import * as lambda from '@aws-sdk/client-lambda';
import * as rds from '@aws-sdk/client-rds';
import * as route53 from '@aws-sdk/client-route-53';
import * as quotas from '@aws-sdk/client-service-quotas';
import * as xray from '@aws-sdk/client-xray';
import type { clientOf } from './running-account.ts';

type Settings = ReturnType<typeof clientOf>;

/** What AWS chooses itself, so that another account has others. */
export interface Ids {
  readonly targetGroupArn: string;
  readonly certificateArn: string;
  readonly hostedZoneId: string;
  readonly deploymentId: string;
  readonly task: string;
}

const ownIds: Ids = {
  targetGroupArn:
    'arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/checkout-web/8c1f0e2d3b4a5968',
  certificateArn: 'arn:aws:acm:eu-west-1:111122223333:certificate/3a7e5d10-84c2-4f6b-9b1d-0e2f4a6c8d01',
  hostedZoneId: 'Z0A1B2C3D4E5F6',
  deploymentId: 'd-CHECKOUT1',
  task: '0a1b2c3d4e5f60718293a4b5c6d7e8f1',
};

const cluster = 'shop';

const lastMinutes = (minutes: number) => ({
  StartTime: new Date(Date.now() - minutes * 60_000),
  EndTime: new Date(),
});

const cpuOf = (database: string, statistic = 'Average', period = 60) => ({
  Id: 'cpu',
  MetricStat: {
    Metric: {
      Namespace: 'AWS/RDS',
      MetricName: 'CPUUtilization',
      Dimensions: [{ Name: 'DBInstanceIdentifier', Value: database }],
    },
    Period: period,
    Stat: statistic,
  },
});

/** Each operation that is built, asked about the estate of the project's situations by the client of its service. */
export const calls = (settings: Settings, ids: Ids = ownIds) => {
  const balancers = new elb.ElasticLoadBalancingV2Client(settings);
  const groups = new autoScaling.AutoScalingClient(settings);
  const metrics = new cloudwatch.CloudWatchClient(settings);
  const containers = new ecs.ECSClient(settings);
  const deploys = new codedeploy.CodeDeployClient(settings);
  const databases = new rds.RDSClient(settings);
  const machines = new ec2.EC2Client(settings);
  const lines = new logs.CloudWatchLogsClient(settings);
  const functions = new lambda.LambdaClient(settings);
  const events = new health.HealthClient(settings);
  const trail = new cloudtrail.CloudTrailClient(settings);
  const limits = new quotas.ServiceQuotasClient(settings);
  const names = new route53.Route53Client(settings);
  const certificates = new acm.ACMClient(settings);
  const FunctionName = 'checkout-mailer';
  return {
    DescribeLoadBalancers: () =>
      balancers.send(new elb.DescribeLoadBalancersCommand({ Names: ['checkout'] })),
    DescribeTargetGroups: () =>
      balancers.send(new elb.DescribeTargetGroupsCommand({ Names: ['checkout-web'] })),
    DescribeTargetHealth: () =>
      balancers.send(new elb.DescribeTargetHealthCommand({ TargetGroupArn: ids.targetGroupArn })),
    DescribeAutoScalingGroups: () => groups.send(new autoScaling.DescribeAutoScalingGroupsCommand({})),
    DescribeAutoScalingInstances: () => groups.send(new autoScaling.DescribeAutoScalingInstancesCommand({})),
    DescribeScalingActivities: () =>
      groups.send(new autoScaling.DescribeScalingActivitiesCommand({ AutoScalingGroupName: 'checkout-web' })),
    DescribePolicies: () => groups.send(new autoScaling.DescribePoliciesCommand({})),
    GetMetricData: () =>
      metrics.send(
        new cloudwatch.GetMetricDataCommand({
          ...lastMinutes(15),
          MetricDataQueries: [cpuOf('checkout-orders')],
        }),
      ),
    DescribeAlarms: () => metrics.send(new cloudwatch.DescribeAlarmsCommand({})),
    DescribeServices: () =>
      containers.send(new ecs.DescribeServicesCommand({ cluster, services: ['checkout'] })),
    ListTasks: () => containers.send(new ecs.ListTasksCommand({ cluster, serviceName: 'checkout' })),
    DescribeTasks: () => containers.send(new ecs.DescribeTasksCommand({ cluster, tasks: [ids.task] })),
    ListPipelineExecutions: () =>
      new codepipeline.CodePipelineClient(settings).send(
        new codepipeline.ListPipelineExecutionsCommand({ pipelineName: 'checkout-release' }),
      ),
    ListDeployments: () =>
      deploys.send(
        new codedeploy.ListDeploymentsCommand({
          applicationName: 'checkout',
          deploymentGroupName: 'checkout-web',
        }),
      ),
    BatchGetDeployments: () =>
      deploys.send(new codedeploy.BatchGetDeploymentsCommand({ deploymentIds: [ids.deploymentId] })),
    DescribeDBInstances: () => databases.send(new rds.DescribeDBInstancesCommand({})),
    DescribeDBClusters: () => databases.send(new rds.DescribeDBClustersCommand({})),
    DescribeEvents: () => databases.send(new rds.DescribeEventsCommand({ Duration: 60 * 24 })),
    DescribePendingMaintenanceActions: () =>
      databases.send(new rds.DescribePendingMaintenanceActionsCommand({})),
    DescribeInstanceStatus: () => machines.send(new ec2.DescribeInstanceStatusCommand({})),
    DescribeFlowLogs: () => machines.send(new ec2.DescribeFlowLogsCommand({})),
    DescribeLaunchTemplateVersions: () =>
      machines.send(
        new ec2.DescribeLaunchTemplateVersionsCommand({
          LaunchTemplateName: 'checkout-web',
          Versions: ['$Latest', '6'],
        }),
      ),
    DescribeLogGroups: () => lines.send(new logs.DescribeLogGroupsCommand({ logGroupNamePrefix: '/shop/' })),
    FilterLogEvents: () =>
      lines.send(new logs.FilterLogEventsCommand({ logGroupName: '/shop/checkout', filterPattern: 'level' })),
    GetFunctionConfiguration: () =>
      functions.send(new lambda.GetFunctionConfigurationCommand({ FunctionName, Qualifier: 'live' })),
    GetAlias: () => functions.send(new lambda.GetAliasCommand({ FunctionName, Name: 'live' })),
    ListVersionsByFunction: () => functions.send(new lambda.ListVersionsByFunctionCommand({ FunctionName })),
    'health DescribeEvents': () =>
      events.send(new health.DescribeEventsCommand({ filter: { services: ['EC2'] } })),
    DescribeAffectedEntities: async () => {
      const { events: found = [] } = await events.send(new health.DescribeEventsCommand({}));
      const eventArns = found.map(({ arn }) => arn ?? '');
      return events.send(new health.DescribeAffectedEntitiesCommand({ filter: { eventArns } }));
    },
    LookupEvents: () =>
      trail.send(
        new cloudtrail.LookupEventsCommand({
          LookupAttributes: [{ AttributeKey: 'Username', AttributeValue: 'checkout-deployer' }],
        }),
      ),
    DescribeTrails: () => trail.send(new cloudtrail.DescribeTrailsCommand({})),
    GetTrailStatus: () => trail.send(new cloudtrail.GetTrailStatusCommand({ Name: 'account-trail' })),
    GetServiceQuota: () =>
      limits.send(new quotas.GetServiceQuotaCommand({ ServiceCode: 'ec2', QuotaCode: 'L-1216C47A' })),
    ListServiceQuotas: () => limits.send(new quotas.ListServiceQuotasCommand({ ServiceCode: 'ec2' })),
    GetServiceGraph: () =>
      new xray.XRayClient(settings).send(new xray.GetServiceGraphCommand(lastMinutes(10))),
    ListHostedZonesByName: () =>
      names.send(new route53.ListHostedZonesByNameCommand({ DNSName: 'example.com' })),
    ListResourceRecordSets: () =>
      names.send(new route53.ListResourceRecordSetsCommand({ HostedZoneId: ids.hostedZoneId })),
    DescribeCertificate: () =>
      certificates.send(new acm.DescribeCertificateCommand({ CertificateArn: ids.certificateArn })),
    ListCertificates: () => certificates.send(new acm.ListCertificatesCommand({})),
  };
};
