import * as z from 'zod';
import { metrics } from './shape.ts';
import { byName, count, line, name, region, when, zone } from './words.ts';

/** Amazon ECS API reference, "Deployment". */
const ecsDeployment = z.strictObject({
  status: z.enum(['PRIMARY', 'ACTIVE', 'INACTIVE']),
  rollout: z.enum(['COMPLETED', 'FAILED', 'IN_PROGRESS']),
  rolloutText: line.optional(),
  taskDefinition: name,
  at: when,
  updated: when.optional(),
  desired: count,
  running: count,
  pending: count.default(0),
  failed: count.default(0),
});

const task = z.strictObject({
  status: z.enum([
    'PROVISIONING',
    'PENDING',
    'ACTIVATING',
    'RUNNING',
    'DEACTIVATING',
    'STOPPING',
    'DEPROVISIONING',
    'STOPPED',
  ]),
  health: z.enum(['HEALTHY', 'UNHEALTHY', 'UNKNOWN']).default('UNKNOWN'),
  taskDefinition: name,
  zone,
  started: when.optional(),
  stopped: when.optional(),
  stopCode: z
    .enum([
      'TaskFailedToStart',
      'EssentialContainerExited',
      'UserInitiated',
      'ServiceSchedulerInitiated',
      'SpotInterruption',
      'TerminationNotice',
    ])
    .optional(),
  stoppedReason: line.optional(),
  exitCode: z.int().optional(),
});

const ecsService = z.strictObject({
  cluster: name,
  status: z.enum(['ACTIVE', 'DRAINING', 'INACTIVE']).default('ACTIVE'),
  launchType: z.enum(['EC2', 'FARGATE', 'EXTERNAL']).default('FARGATE'),
  desired: count,
  running: count,
  pending: count.default(0),
  targetGroups: z.array(name).default([]),
  containerPort: z.int().min(1).max(65_535).default(8080),
  deployments: z.record(name, ecsDeployment).default({}),
  events: z.array(z.strictObject({ at: when, text: line })).default([]),
  /** By the id in the task's ARN. */
  tasks: z.record(name, task).default({}),
  created: when.default(-400 * 86_400_000),
  region: region.optional(),
  metrics,
});

/** AWS CodePipeline API reference, "PipelineExecutionSummary". */
const execution = z.strictObject({
  id: name,
  at: when,
  updated: when.optional(),
  status: z.enum(['Cancelled', 'InProgress', 'Stopped', 'Stopping', 'Succeeded', 'Superseded', 'Failed']),
  text: line.optional(),
  commit: name,
  commitText: line.default(''),
  trigger: z
    .enum([
      'CreatePipeline',
      'StartPipelineExecution',
      'PollForSourceChanges',
      'Webhook',
      'CloudWatchEvent',
      'PutActionRevision',
      'WebhookV2',
      'ManualRollback',
      'AutomatedRollback',
    ])
    .default('CloudWatchEvent'),
});

const pipeline = z.strictObject({
  executions: z.array(execution).default([]),
  region: region.optional(),
});

/** AWS CodeDeploy API reference, "DeploymentInfo". */
const codeDeployment = z.strictObject({
  application: name,
  group: name,
  status: z.enum(['Created', 'Queued', 'InProgress', 'Baking', 'Succeeded', 'Failed', 'Stopped', 'Ready']),
  at: when,
  ended: when.optional(),
  creator: z
    .enum([
      'user',
      'autoscaling',
      'codeDeployRollback',
      'CodeDeploy',
      'CodeDeployAutoUpdate',
      'CloudFormation',
      'CloudFormationRollback',
      'autoscalingTermination',
    ])
    .default('user'),
  text: line.optional(),
  error: z.strictObject({ code: name, text: line }).optional(),
  succeeded: count.default(0),
  failed: count.default(0),
  skipped: count.default(0),
  platform: z.enum(['Server', 'Lambda', 'ECS']).default('Server'),
  region: region.optional(),
});

export const deployments = {
  ecsServices: byName(ecsService),
  pipelines: byName(pipeline),
  /** Of CodeDeploy, by their id. */
  deployments: byName(codeDeployment),
};
export type EcsService = z.infer<typeof ecsService>;
export type EcsTask = z.infer<typeof task>;
export type Pipeline = z.infer<typeof pipeline>;
export type CodeDeployment = z.infer<typeof codeDeployment>;
