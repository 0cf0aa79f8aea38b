import { expect } from 'vitest';
import type { Scenario } from '../../domain/kernel/scenario.ts';

/** A situation of the stand-in account, and what triage is to make of it. */
export interface Story {
  readonly situation: string;
  readonly scenario: Scenario;
  /** Minutes from onset to the look. */
  readonly after: number;
  /** `check resource state reason` of all that is not healthy, in the order of the checks. */
  readonly wrong: readonly string[];
  /** `confidence kind: text`; `unknown` where nothing explains it. */
  readonly cause: string;
  readonly scope: string;
  /** The first proposal's command; absent: nothing is proposed. */
  readonly first?: string;
  readonly triggers?: readonly string[];
  /** It lasts about a minute: whether the graph of that minute is there yet depends on the second of the test. */
  readonly isBrief?: true;
}

/** One for each file of local/aws-account/situations. */
export const stories: readonly Story[] = [
  { situation: 'healthy', scenario: 'generic', after: 3, wrong: [], cause: 'unknown', scope: 'none' },
  {
    situation: 'outage-after-deployment',
    scenario: 'outage',
    after: 3,
    wrong: [
      'health-url checkout failed wrong-status',
      'target-health checkout-web failed all-targets-unhealthy',
      'load-balancer checkout failed requests-fail',
      'container-service shop/checkout degraded deployment-under-way',
      'pipeline checkout-release degraded deployed-before-onset',
      'alarm-metric HTTPCode_Target_5XX_Count degraded alarm-metric-off',
      'service-graph checkout degraded began-here',
      'log-errors /shop/checkout degraded errors-logged',
    ],
    cause: 'high deployment: the deployment of shop/checkout, 7 minutes before',
    scope: 'all',
    first:
      'aws ecs update-service --cluster shop --service checkout --task-definition <task definition before checkout:42>',
  },
  {
    situation: 'zone-out',
    scenario: 'outage',
    after: 4,
    wrong: [
      'target-health checkout-web degraded some-targets-unhealthy',
      'load-balancer checkout failed targets-refuse-connections',
      'scaling-group checkout-web degraded a-zone-is-out',
      'container-service shop/checkout degraded tasks-missing',
      'service-graph checkout degraded began-here',
      'aws-events eu-west-1 degraded aws-event',
    ],
    cause: 'medium zone: zone eu-west-1b is out',
    scope: 'one-zone',
    first:
      'aws autoscaling update-auto-scaling-group --auto-scaling-group-name checkout-web --vpc-zone-identifier <subnets of other zones>',
  },
  {
    situation: 'database-cpu',
    scenario: 'database',
    after: 6,
    wrong: [
      'database-load checkout-orders degraded database-cpu',
      'alarm-metric HTTPCode_Target_5XX_Count degraded alarm-metric-off',
      'service-graph checkout degraded began-below',
      'log-errors /shop/checkout degraded errors-logged',
    ],
    cause: 'high database: the database is overloaded (checkout-orders)',
    scope: 'none',
    first: expect.stringContaining('pg_stat_activity'),
  },
  {
    // The release before it opens a connection for each request: its rollback comes before the database's own steps.
    situation: 'connections-exhausted',
    scenario: 'database',
    after: 5,
    wrong: [
      'health-url checkout failed wrong-status',
      'pipeline checkout-release degraded deployed-before-onset',
      'database-load checkout-orders degraded connections-grow',
      'alarm-metric HTTPCode_Target_5XX_Count degraded alarm-metric-off',
      'service-graph checkout degraded began-below',
      'log-errors /shop/checkout degraded errors-logged',
    ],
    cause: 'high deployment: the deployment of checkout-release, 24 minutes before',
    scope: 'unknown',
    first:
      'aws codepipeline rollback-stage --pipeline-name checkout-release --stage-name <stage> --target-pipeline-execution-id 7d3c0100-51b2-4e0a-9c64-2f80a1b60100',
  },
  {
    situation: 'replica-lag',
    scenario: 'database',
    after: 12,
    wrong: [
      'database checkout-orders-replica degraded replication-failed',
      'database-load checkout-orders-replica degraded replica-lag',
    ],
    cause: 'medium database: replication has stopped (checkout-orders-replica)',
    scope: 'none',
    first: 'aws rds reboot-db-instance --db-instance-identifier checkout-orders-replica',
    triggers: ['replication-failure'],
  },
  {
    // It ends by itself in minutes: nothing is proposed that would interrupt it.
    situation: 'failover-in-progress',
    scenario: 'database',
    after: 1,
    isBrief: true,
    wrong: [
      'health-url checkout failed wrong-status',
      'database checkout-orders failed database-in-transition',
      'alarm-metric HTTPCode_Target_5XX_Count degraded alarm-metric-off',
      'log-errors /shop/checkout degraded errors-logged',
    ],
    cause: 'high database: the database is restarting or failing over (checkout-orders)',
    scope: 'unknown',
  },
  {
    situation: 'launch-failures-capacity',
    scenario: 'auto-scaling',
    after: 10,
    wrong: ['scaling-group checkout-web degraded launches-fail-capacity'],
    cause: 'high capacity: AWS has no capacity for the instance type in that zone (checkout-web)',
    scope: 'none',
    first:
      'aws autoscaling update-auto-scaling-group --auto-scaling-group-name checkout-web --vpc-zone-identifier <subnets of other zones>',
    triggers: ['several-scaling-failures'],
  },
  {
    situation: 'launch-failures-quota',
    scenario: 'auto-scaling',
    after: 10,
    wrong: [
      'scaling-group checkout-web degraded launches-fail-quota',
      'quotas L-1216C47A degraded quota-reached',
    ],
    cause: 'high quota: an account quota blocks launches (checkout-web)',
    scope: 'none',
    first:
      'aws service-quotas request-service-quota-increase --service-code ec2 --quota-code L-1216C47A --desired-value <value>',
    triggers: ['limits-block-scaling'],
  },
  {
    situation: 'launch-failures-template',
    scenario: 'auto-scaling',
    after: 10,
    wrong: [
      'scaling-group checkout-web degraded launches-fail-template',
      'launch-template checkout-web degraded template-changed',
    ],
    cause: 'high launch-template: the launch template is broken (checkout-web)',
    scope: 'none',
    first:
      'aws autoscaling update-auto-scaling-group --auto-scaling-group-name checkout-web --launch-template LaunchTemplateId=lt-0c1d2e3f405162738,Version=7',
  },
  {
    situation: 'credential-compromise',
    scenario: 'security',
    after: 34,
    // Of an alarm: what a finding about it tells stands in examined-security.test.ts.
    wrong: ['trails eu-west-1 failed trail-stopped'],
    cause: 'unknown',
    scope: 'unknown',
    first: expect.stringContaining('aws ec2 create-snapshots'),
  },
  {
    situation: 'certificate-expired',
    scenario: 'outage',
    after: 2,
    wrong: [
      'health-url checkout failed certificate-refused',
      'load-balancer checkout failed tls-handshakes-fail',
    ],
    cause: 'high certificate: the certificate is not valid',
    scope: 'part',
  },
  {
    situation: 'dns-failure',
    scenario: 'outage',
    after: 6,
    wrong: [
      'health-url checkout failed no-such-name',
      'load-balancer checkout degraded requests-drop',
      'alarm-metric HTTPCode_Target_5XX_Count degraded alarm-metric-off',
    ],
    cause: 'high dns: its name does not resolve',
    scope: 'unknown',
  },
  {
    situation: 'region-down',
    scenario: 'outage',
    after: 5,
    wrong: [
      'health-url checkout failed no-answer-in-time',
      'target-health checkout unknown aws-fails',
      'load-balancer - unknown aws-fails',
      'scaling-group - unknown aws-fails',
      'launch-template - unknown aws-fails',
      'container-service shop/checkout unknown aws-fails',
      'pipeline checkout-release unknown aws-fails',
      'deployment-group checkout/checkout-web unknown aws-fails',
      'database checkout-orders unknown aws-fails',
      'database checkout-orders-replica unknown aws-fails',
      'database-load - unknown aws-fails',
      'alarm-metric - unknown aws-fails',
      'service-graph checkout unknown aws-fails',
      'log-errors /shop/checkout unknown aws-fails',
      'aws-events eu-west-1 degraded aws-event',
    ],
    cause: 'high aws-event: AWS reports trouble with MULTIPLE_SERVICES in eu-west-1',
    scope: 'unknown',
  },
];
