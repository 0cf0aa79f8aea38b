import { beanstalkTypes } from './beanstalk-types.ts';

/** A condition on one field of an event; any of a field's conditions suffices. */
export type PatternCondition =
  | string
  | number
  | boolean
  | null
  | { readonly prefix: string }
  | { readonly exists: boolean }
  | {
      readonly 'anything-but':
        | string
        | number
        | readonly string[]
        | readonly number[]
        | { readonly prefix: string };
    };

/** An EventBridge event pattern in the operators that we use; all fields must match. */
export interface EventPattern {
  readonly [field: string]: readonly PatternCondition[] | EventPattern;
}

export interface IntakeRule {
  /** kebab-case, unique; ends the rule's name. */
  readonly name: string;
  readonly pattern: EventPattern;
}

/**
 * The rules on the default bus that bring events to the intake queue. Exact, prefix, exists and anything-but matching
 * only, so that every place matches alike. Where a source says that something is over (a deployment completed, a
 * certificate available again), that event comes too: signals clear by it instead of waiting to expire. Events that
 * come and that intake does not act on are recorded with a reason. Only Security Hub's INFORMATIONAL findings are
 * left out here: they come by the thousand (every control that passes, for every resource, each day).
 * @param ownAlarmPrefix alarms with this prefix are this stack's own and are left out; intake looks again. Undefined:
 * all come.
 */
export const rulesFor = (ownAlarmPrefix?: string): readonly IntakeRule[] => {
  const notOurs: EventPattern =
    ownAlarmPrefix === undefined || ownAlarmPrefix === ''
      ? {}
      : // An event without the name of its alarm is undecided: it has to come.
        { alarmName: [{ 'anything-but': { prefix: ownAlarmPrefix } }, { exists: false }] };
  const alarms = (name: string, detailType: string, detail: EventPattern): IntakeRule => ({
    name,
    pattern: {
      source: ['aws.cloudwatch'],
      'detail-type': [detailType],
      ...(Object.keys(detail).length === 0 ? {} : { detail }),
    },
  });
  return [
    alarms('alarm-state', 'CloudWatch Alarm State Change', notOurs),
    alarms('alarm-contributor', 'CloudWatch Alarm Contributor State Change', notOurs),
    alarms('alarm-deleted', 'CloudWatch Alarm Configuration Change', { operation: ['delete'], ...notOurs }),
    ...otherRules,
  ];
};

const otherRules: readonly IntakeRule[] = [
  { name: 'guardduty-finding', pattern: { source: ['aws.guardduty'], 'detail-type': ['GuardDuty Finding'] } },
  {
    name: 'malware-found',
    pattern: {
      source: ['aws.guardduty'],
      'detail-type': ['GuardDuty Malware Protection Object Scan Result'],
      detail: { scanResultDetails: { scanResultStatus: ['THREATS_FOUND'] } },
    },
  },
  {
    name: 'securityhub-finding',
    pattern: {
      source: ['aws.securityhub'],
      'detail-type': ['Security Hub Findings - Imported'],
      detail: { findings: { Severity: { Label: [{ 'anything-but': 'INFORMATIONAL' }, { exists: false }] } } },
    },
  },
  {
    name: 'securityhub-ocsf',
    pattern: {
      source: ['aws.securityhub'],
      'detail-type': ['Findings Imported V2'],
      detail: { findings: { severity: [{ 'anything-but': 'Informational' }, { exists: false }] } },
    },
  },
  {
    name: 'health-event',
    pattern: { source: ['aws.health'], 'detail-type': ['AWS Health Event', 'AWS Health Abuse Event'] },
  },
  {
    name: 'scaling-unsuccessful',
    pattern: {
      source: ['aws.autoscaling'],
      'detail-type': ['EC2 Instance Launch Unsuccessful', 'EC2 Instance Terminate Unsuccessful'],
    },
  },
  {
    name: 'rds-event',
    pattern: { source: ['aws.rds'], 'detail-type': ['RDS DB Instance Event', 'RDS DB Cluster Event'] },
  },
  {
    name: 'ecs-deployment',
    pattern: {
      source: ['aws.ecs'],
      'detail-type': ['ECS Deployment State Change'],
      detail: { eventName: ['SERVICE_DEPLOYMENT_FAILED', 'SERVICE_DEPLOYMENT_COMPLETED'] },
    },
  },
  {
    name: 'ecs-service-action',
    pattern: {
      source: ['aws.ecs'],
      'detail-type': ['ECS Service Action'],
      detail: { eventType: ['ERROR', 'WARN'] },
    },
  },
  {
    name: 'ecs-steady-state',
    pattern: {
      source: ['aws.ecs'],
      'detail-type': ['ECS Service Action'],
      detail: { eventName: ['SERVICE_STEADY_STATE'] },
    },
  },
  {
    name: 'pipeline-execution',
    pattern: {
      source: ['aws.codepipeline'],
      'detail-type': ['CodePipeline Pipeline Execution State Change'],
      detail: { state: ['FAILED', 'SUCCEEDED'] },
    },
  },
  {
    name: 'codedeploy-deployment',
    pattern: {
      source: ['aws.codedeploy'],
      'detail-type': ['CodeDeploy Deployment State-change Notification'],
      detail: { state: ['FAILURE', 'SUCCESS'] },
    },
  },
  // What went well comes, too: no field tells it, and an environment's recovery is of the same type.
  {
    name: 'beanstalk-environment',
    pattern: { source: ['aws.elasticbeanstalk'], 'detail-type': [...beanstalkTypes] },
  },
  // Sent where a team names this bus as the destination of failures: source and type stand in the Lambda Developer Guide,
  // "Capturing records of Lambda asynchronous invocations".
  {
    name: 'lambda-destination',
    pattern: { source: ['lambda'], 'detail-type': ['Lambda Function Invocation Result - Failure'] },
  },
  {
    name: 'certificate',
    pattern: { source: ['aws.acm'], 'detail-type': [{ prefix: 'ACM Certificate ' }] },
  },
];

/** The rules without the own-alarm condition: of another region, where the stack has no alarms. */
export const rules: readonly IntakeRule[] = rulesFor();
