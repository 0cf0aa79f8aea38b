import { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { CodeDeployClient } from '@aws-sdk/client-codedeploy';
import { CodePipelineClient } from '@aws-sdk/client-codepipeline';
import { EC2Client } from '@aws-sdk/client-ec2';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { HealthClient } from '@aws-sdk/client-health';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { RDSClient } from '@aws-sdk/client-rds';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { XRayClient } from '@aws-sdk/client-xray';
import { createScalingGroupLooker } from '../../adapters/auto-scaling/scaling-group.ts';
import { createScalingPoliciesLooker } from '../../adapters/auto-scaling/scaling-policies.ts';
import { createTemplatesUsed } from '../../adapters/auto-scaling/templates-used.ts';
import { createPrincipalActivityLooker } from '../../adapters/cloudtrail/principal-activity.ts';
import { createTrailsLooker } from '../../adapters/cloudtrail/trails.ts';
import { createMetricsLooker, createSeriesReader } from '../../adapters/cloudwatch/metrics.ts';
import { createLogErrorsLooker } from '../../adapters/cloudwatch-logs/log-errors.ts';
import { createDeploymentGroupLooker } from '../../adapters/codedeploy/deployment-group.ts';
import { createPipelineLooker } from '../../adapters/codepipeline/pipeline.ts';
import { createFlowLogsLooker } from '../../adapters/ec2/flow-logs.ts';
import { createInstanceStatusLooker } from '../../adapters/ec2/instance-status.ts';
import { createLaunchTemplateLooker } from '../../adapters/ec2/launch-template.ts';
import { createContainerServiceLooker } from '../../adapters/ecs/container-service.ts';
import { createLoadBalancerPaths } from '../../adapters/elbv2/load-balancer-paths.ts';
import { createTargetHealthLooker } from '../../adapters/elbv2/target-health.ts';
import { createAwsEventsLooker } from '../../adapters/health/aws-events.ts';
import { createHealthUrlLooker } from '../../adapters/http/health-url.ts';
import { createFunctionLooker } from '../../adapters/lambda/function.ts';
import { redactText } from '../../adapters/powertools/redact.ts';
import { createDatabaseLooker } from '../../adapters/rds/database.ts';
import { createQuotasLooker } from '../../adapters/service-quotas/quotas.ts';
import { createServiceGraphLooker } from '../../adapters/xray/service-graph.ts';
import type { Lookers } from '../../protocol/ports/check.ts';
import { createDependenciesLooker, createGraphLooker } from './graph-looker.ts';

/** Two tries a call: a check has 5 s, and the next run comes in minutes. */
const limits = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
} as const;

/** AWS Health has one endpoint for all regions. AWS Health User Guide, "Accessing the AWS Health API". */
const HEALTH_REGION = 'us-east-1';

const made = new Map<string, Lookers>();

/** How AWS answers each check in a region. The clients are made when a region is first looked at, and kept. */
export const lookersIn = (region: string): Lookers => {
  const lookers = made.get(region) ?? makeLookers(region);
  made.set(region, lookers);
  return lookers;
};

const makeLookers = (region: string): Lookers => {
  const settings = { ...limits, region };
  const cloudWatch = new CloudWatchClient(settings);
  const cloudTrail = new CloudTrailClient(settings);
  const autoScaling = new AutoScalingClient(settings);
  const ec2 = new EC2Client(settings);
  const loadBalancing = new ElasticLoadBalancingV2Client(settings);
  return {
    'health-url': createHealthUrlLooker({ httpProxy: process.env['HTTP_PROXY'] }),
    'target-health': createTargetHealthLooker(loadBalancing),
    'load-balancer': createMetricsLooker(cloudWatch),
    'scaling-group': createScalingGroupLooker(autoScaling),
    'scaling-policies': createScalingPoliciesLooker(autoScaling),
    'launch-template': createLaunchTemplateLooker(ec2, createTemplatesUsed(autoScaling)),
    quotas: createQuotasLooker(new ServiceQuotasClient(settings), createSeriesReader(cloudWatch)),
    'container-service': createContainerServiceLooker(new ECSClient(settings)),
    'instance-status': createInstanceStatusLooker(ec2),
    function: createFunctionLooker(new LambdaClient(settings)),
    pipeline: createPipelineLooker(new CodePipelineClient(settings)),
    'deployment-group': createDeploymentGroupLooker(new CodeDeployClient(settings)),
    database: createDatabaseLooker(new RDSClient(settings)),
    'database-load': createMetricsLooker(cloudWatch),
    'alarm-metric': createMetricsLooker(cloudWatch),
    'service-graph': createGraphLooker(
      createServiceGraphLooker(new XRayClient(settings)),
      createDependenciesLooker(createMetricsLooker(cloudWatch), createLoadBalancerPaths(loadBalancing)),
    ),
    'log-errors': createLogErrorsLooker(new CloudWatchLogsClient(settings), redactText),
    // Its signal says what it is: there is nothing to ask.
    finding: async ({ subjects }) => subjects.map((facts) => ({ resource: facts.name, facts })),
    'principal-activity': createPrincipalActivityLooker(cloudTrail),
    trails: createTrailsLooker(cloudTrail),
    'flow-logs': createFlowLogsLooker(ec2),
    'aws-events': createAwsEventsLooker(new HealthClient({ ...limits, region: HEALTH_REGION })),
  };
};
