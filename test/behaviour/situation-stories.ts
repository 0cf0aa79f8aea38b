import { expect } from 'vitest';
import { databaseStories } from './database-stories.ts';
import type { Story } from './situation-story.ts';

/** One for each situation of the project. */
export const stories: readonly Story[] = [
  ...databaseStories,
  {
    situation: 'healthy',
    scenario: 'generic',
    after: 3,
    wrong: [],
    cause: 'unknown',
    scope: 'none',
  },
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
