import * as z from 'zod';
import { metrics } from './shape.ts';
import { byName, count, line, name, region, span, when, zone } from './words.ts';

const check = z.enum(['ok', 'impaired', 'insufficient-data', 'not-applicable', 'initializing']);

const instance = z.strictObject({
  zone,
  type: name.default('m7g.large'),
  state: z
    .enum(['pending', 'running', 'shutting-down', 'terminated', 'stopping', 'stopped'])
    .default('running'),
  /** The machine below it, and the instance itself. */
  systemCheck: check.default('ok'),
  instanceCheck: check.default('ok'),
  impairedSince: when.optional(),
  events: z
    .array(
      z.strictObject({
        code: z.enum([
          'instance-reboot',
          'system-reboot',
          'system-maintenance',
          'instance-retirement',
          'instance-stop',
        ]),
        text: line,
        notBefore: when,
        notAfter: when.optional(),
      }),
    )
    .default([]),
  region: region.optional(),
  metrics,
});

/** Amazon EC2 Auto Scaling API reference, "Activity". */
const activityStates = [
  'PendingSpotBidPlacement',
  'WaitingForSpotInstanceRequestId',
  'WaitingForSpotInstanceId',
  'WaitingForInstanceId',
  'PreInService',
  'InProgress',
  'WaitingForELBConnectionDraining',
  'MidLifecycleAction',
  'WaitingForInstanceWarmup',
  'Successful',
  'Failed',
  'Cancelled',
  'WaitingForConnectionDraining',
] as const;

const activity = z.strictObject({
  at: when,
  ended: when.optional(),
  status: z.enum(activityStates),
  text: line,
  cause: line.default(''),
  message: line.optional(),
});

const policy = z.strictObject({
  type: z
    .enum(['TargetTrackingScaling', 'StepScaling', 'SimpleScaling', 'PredictiveScaling'])
    .default('TargetTrackingScaling'),
  /** Of target tracking. */
  metric: z
    .enum([
      'ASGAverageCPUUtilization',
      'ASGAverageNetworkIn',
      'ASGAverageNetworkOut',
      'ALBRequestCountPerTarget',
    ])
    .default('ASGAverageCPUUtilization'),
  target: z.number().optional(),
  /** Of step and simple scaling: by how many instances. */
  adjustment: z.int().optional(),
  enabled: z.boolean().default(true),
  /** Names of alarms of the situation. */
  alarms: z.array(name).default([]),
});

/** The name of the process, and why it is suspended. */
const suspended = z.partialRecord(
  z.enum([
    'Launch',
    'Terminate',
    'AddToLoadBalancer',
    'AlarmNotification',
    'AZRebalance',
    'HealthCheck',
    'InstanceRefresh',
    'ReplaceUnhealthy',
    'ScheduledActions',
  ]),
  line,
);

/** Amazon EC2 Auto Scaling API reference, "Instance": LifecycleState. */
const lifecycle = z.enum([
  'Pending',
  'Pending:Wait',
  'Pending:Proceed',
  'InService',
  'Terminating',
  'Terminating:Wait',
  'Terminating:Proceed',
  'Terminated',
  'Detaching',
  'Detached',
  'EnteringStandby',
  'Standby',
  'Quarantined',
]);

const member = z.union([
  lifecycle,
  z.strictObject({
    state: lifecycle,
    health: z.enum(['Healthy', 'Unhealthy']).default('Healthy'),
    /** Of the launch template that it was launched by. */
    version: z.int().min(1).optional(),
  }),
]);

const group = z.strictObject({
  min: count,
  max: count,
  desired: count,
  zones: z.array(zone).min(1, 'stands in no zone: name at least one'),
  healthCheck: z.enum(['EC2', 'ELB']).default('EC2'),
  grace: span.default(300_000),
  /** Name of a launch template of the situation, and its version: a number, $Latest or $Default. */
  launchTemplate: name.optional(),
  version: z
    .string()
    .regex(/^(\d+|\$Latest|\$Default)$/, 'is not a version: write "12", "$Latest" or "$Default"')
    .default('$Default'),
  launchConfiguration: name.optional(),
  targetGroups: z.array(name).default([]),
  instances: z.record(name, member).default({}),
  suspended: suspended.default({}),
  policies: z.record(name, policy).default({}),
  activities: z.array(activity).default([]),
  status: line.optional(),
  created: when.default(-400 * 86_400_000),
  region: region.optional(),
  metrics,
});

const launchTemplate = z.strictObject({
  id: z
    .string()
    .regex(
      /^lt-[0-9a-f]{8,17}$/,
      'is not the id of a launch template: write lt- and 8 to 17 hexadecimal digits',
    ),
  versions: z
    .array(
      z.strictObject({
        version: z.int().min(1),
        at: when,
        by: name.default('deployer'),
        text: line.optional(),
        default: z.boolean().default(false),
        image: name.default('ami-0abcdef1234567890'),
        type: name.default('m7g.large'),
        securityGroups: z.array(name).default([]),
        profile: name.optional(),
      }),
    )
    .min(1, 'has no version: write at least one'),
  region: region.optional(),
});

export const compute = {
  instances: byName(instance),
  groups: byName(group),
  launchTemplates: byName(launchTemplate),
};
export type Instance = z.infer<typeof instance>;
export type Group = z.infer<typeof group>;
export type LaunchTemplate = z.infer<typeof launchTemplate>;
