import type { Service } from '../wire/operation.ts';

interface Entry {
  /** As actions of the service begin in a policy of IAM. */
  readonly action: string;
  /** Loads the client, which takes time and memory, when the service is first called. */
  readonly load: () => Promise<Service>;
}

/** The services of the stand-in account by the name that requests are signed for, which says which service is meant. */
export const directory: Readonly<Record<string, Entry>> = {
  acm: { action: 'acm', load: async () => (await import('./acm.ts')).acm },
  autoscaling: {
    action: 'autoscaling',
    load: async () => (await import('./auto-scaling/auto-scaling.ts')).autoScaling,
  },
  cloudtrail: { action: 'cloudtrail', load: async () => (await import('./cloudtrail.ts')).cloudtrail },
  codedeploy: { action: 'codedeploy', load: async () => (await import('./codedeploy.ts')).codedeploy },
  codepipeline: {
    action: 'codepipeline',
    load: async () => (await import('./codepipeline.ts')).codepipeline,
  },
  ec2: { action: 'ec2', load: async () => (await import('./ec2/ec2.ts')).ec2 },
  ecs: { action: 'ecs', load: async () => (await import('./ecs/ecs.ts')).ecs },
  elasticloadbalancing: {
    action: 'elasticloadbalancing',
    load: async () =>
      (await import('./elastic-load-balancing-v2/elastic-load-balancing-v2.ts')).elasticLoadBalancingV2,
  },
  health: { action: 'health', load: async () => (await import('./health.ts')).health },
  lambda: { action: 'lambda', load: async () => (await import('./lambda.ts')).lambda },
  logs: { action: 'logs', load: async () => (await import('./cloudwatch-logs.ts')).cloudwatchLogs },
  monitoring: {
    action: 'cloudwatch',
    load: async () => (await import('./cloudwatch/cloudwatch.ts')).cloudwatch,
  },
  rds: { action: 'rds', load: async () => (await import('./rds/rds.ts')).rds },
  route53: { action: 'route53', load: async () => (await import('./route-53.ts')).route53 },
  servicequotas: {
    action: 'servicequotas',
    load: async () => (await import('./service-quotas.ts')).serviceQuotas,
  },
  xray: { action: 'xray', load: async () => (await import('./xray.ts')).xray },
};
