import { beanstalkTypes } from './beanstalk-types.ts';
import { parseAlarmStateChange } from './cloudwatch/alarm.ts';
import { parseAlarmConfigurationChange } from './cloudwatch/alarm-configuration.ts';
import { parseContributorStateChange } from './cloudwatch/alarm-contributor.ts';
import type { DetailParser } from './event-envelope.ts';
import { parseCertificateEvent } from './sources/acm.ts';
import { parseScalingActivity } from './sources/autoscaling.ts';
import { parseBeanstalkEvent } from './sources/beanstalk.ts';
import { parseCodeDeployInstance, parseCodeDeployment } from './sources/codedeploy.ts';
import { parsePipelineExecution, parsePipelinePart } from './sources/codepipeline.ts';
import { parseEcsDeployment, parseEcsServiceAction } from './sources/ecs.ts';
import { parseGuardDutyFinding } from './sources/guardduty.ts';
import { parseMalwareScan } from './sources/guardduty-malware.ts';
import { parseHealthEvent } from './sources/health.ts';
import { parseInvocationResult } from './sources/lambda.ts';
import { parseRdsEvent } from './sources/rds.ts';
import { parseSecurityHubFindings } from './sources/securityhub.ts';
import { parseOcsfFindings } from './sources/securityhub-ocsf.ts';

/** Who sends an event type, and who reads it. */
export interface KnownEvent {
  readonly source: string;
  readonly parse: DetailParser;
}

const beanstalk: KnownEvent = { source: 'aws.elasticbeanstalk', parse: parseBeanstalkEvent };

/** Every EventBridge event type that intake reads, by its `detail-type`. */
export const knownEvents: ReadonlyMap<string, KnownEvent> = new Map<string, KnownEvent>([
  ['CloudWatch Alarm State Change', { source: 'aws.cloudwatch', parse: parseAlarmStateChange }],
  [
    'CloudWatch Alarm Contributor State Change',
    { source: 'aws.cloudwatch', parse: parseContributorStateChange },
  ],
  [
    'CloudWatch Alarm Configuration Change',
    { source: 'aws.cloudwatch', parse: parseAlarmConfigurationChange },
  ],
  ['GuardDuty Finding', { source: 'aws.guardduty', parse: parseGuardDutyFinding }],
  ['GuardDuty Malware Protection Object Scan Result', { source: 'aws.guardduty', parse: parseMalwareScan }],
  ['Security Hub Findings - Imported', { source: 'aws.securityhub', parse: parseSecurityHubFindings }],
  ['Findings Imported V2', { source: 'aws.securityhub', parse: parseOcsfFindings }],
  ['AWS Health Abuse Event', { source: 'aws.health', parse: parseHealthEvent }],
  ['AWS Health Event', { source: 'aws.health', parse: parseHealthEvent }],
  ['EC2 Instance Launch Unsuccessful', { source: 'aws.autoscaling', parse: parseScalingActivity }],
  ['EC2 Instance Terminate Unsuccessful', { source: 'aws.autoscaling', parse: parseScalingActivity }],
  ['EC2 Instance Launch Successful', { source: 'aws.autoscaling', parse: parseScalingActivity }],
  ['EC2 Instance Terminate Successful', { source: 'aws.autoscaling', parse: parseScalingActivity }],
  ['RDS DB Instance Event', { source: 'aws.rds', parse: parseRdsEvent }],
  ['RDS DB Cluster Event', { source: 'aws.rds', parse: parseRdsEvent }],
  ['ECS Deployment State Change', { source: 'aws.ecs', parse: parseEcsDeployment }],
  ['ECS Service Action', { source: 'aws.ecs', parse: parseEcsServiceAction }],
  [
    'CodePipeline Pipeline Execution State Change',
    { source: 'aws.codepipeline', parse: parsePipelineExecution },
  ],
  ['CodePipeline Stage Execution State Change', { source: 'aws.codepipeline', parse: parsePipelinePart }],
  ['CodePipeline Action Execution State Change', { source: 'aws.codepipeline', parse: parsePipelinePart }],
  [
    'CodeDeploy Deployment State-change Notification',
    { source: 'aws.codedeploy', parse: parseCodeDeployment },
  ],
  [
    'CodeDeploy Instance State-change Notification',
    { source: 'aws.codedeploy', parse: parseCodeDeployInstance },
  ],
  ['ACM Certificate Approaching Expiration', { source: 'aws.acm', parse: parseCertificateEvent }],
  ['ACM Certificate Expired', { source: 'aws.acm', parse: parseCertificateEvent }],
  ['ACM Certificate Renewal Action Required', { source: 'aws.acm', parse: parseCertificateEvent }],
  ['ACM Certificate Revoked', { source: 'aws.acm', parse: parseCertificateEvent }],
  ['ACM Certificate Available', { source: 'aws.acm', parse: parseCertificateEvent }],
  ['Lambda Function Invocation Result - Failure', { source: 'lambda', parse: parseInvocationResult }],
  ['Lambda Function Invocation Result - Success', { source: 'lambda', parse: parseInvocationResult }],
  ...beanstalkTypes.map((type) => [type, beanstalk] as const),
]);
