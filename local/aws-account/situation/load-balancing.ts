import * as z from 'zod';
import { metrics } from './shape.ts';
import { byName, line, name, region, span, when, zone } from './words.ts';

const loadBalancer = z.strictObject({
  /** The last part of its ARN, sixteen hexadecimal digits. */
  id: z
    .string()
    .regex(/^[0-9a-f]{16}$/, 'is not the last part of an ARN: write sixteen hexadecimal digits, in quotes'),
  type: z.enum(['application', 'network', 'gateway']).default('application'),
  scheme: z.enum(['internet-facing', 'internal']).default('internet-facing'),
  state: z.enum(['active', 'provisioning', 'active_impaired', 'failed']).default('active'),
  stateReason: line.optional(),
  zones: z.array(zone).min(1, 'stands in no zone: name at least one'),
  created: when.default(-400 * 86_400_000),
  region: region.optional(),
  metrics,
});

/** Elastic Load Balancing API reference, "TargetHealth". */
const targetStates = [
  'initial',
  'healthy',
  'unhealthy',
  'unhealthy.draining',
  'unused',
  'draining',
  'unavailable',
] as const;

const targetReasons = [
  'Elb.RegistrationInProgress',
  'Elb.InitialHealthChecking',
  'Target.ResponseCodeMismatch',
  'Target.Timeout',
  'Target.FailedHealthChecks',
  'Target.NotRegistered',
  'Target.NotInUse',
  'Target.DeregistrationInProgress',
  'Target.InvalidState',
  'Target.IpUnusable',
  'Target.HealthCheckDisabled',
  'Elb.InternalError',
] as const;

const target = z.union([
  z.enum(targetStates),
  z.strictObject({
    state: z.enum(targetStates),
    reason: z.enum(targetReasons).optional(),
    text: line.optional(),
    port: z.int().min(1).max(65_535).optional(),
    /** Of an address; an instance stands in its own. */
    zone: zone.optional(),
  }),
]);

const targetGroup = z.strictObject({
  id: z
    .string()
    .regex(/^[0-9a-f]{16}$/, 'is not the last part of an ARN: write sixteen hexadecimal digits, in quotes'),
  /** Names of the load balancers that send to it. */
  loadBalancers: z.array(name).default([]),
  targetType: z.enum(['instance', 'ip', 'lambda', 'alb']).default('instance'),
  protocol: z.enum(['HTTP', 'HTTPS', 'TCP', 'TLS', 'UDP', 'TCP_UDP', 'GENEVE']).default('HTTP'),
  port: z.int().min(1).max(65_535).default(80),
  healthCheck: z
    .strictObject({
      path: z.string().startsWith('/', 'is not a path: begin with /').default('/'),
      codes: z.string().default('200'),
      every: span.default(30_000),
      timeout: span.default(5_000),
      healthyAfter: z.int().min(2).max(10).default(5),
      unhealthyAfter: z.int().min(2).max(10).default(2),
    })
    .prefault({}),
  targets: z.record(name, target).default({}),
  region: region.optional(),
  metrics,
});

export const loadBalancing = { loadBalancers: byName(loadBalancer), targetGroups: byName(targetGroup) };
export type LoadBalancer = z.infer<typeof loadBalancer>;
export type TargetGroup = z.infer<typeof targetGroup>;
