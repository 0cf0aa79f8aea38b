import {
  DescribeTargetHealthCommand,
  type TargetHealthDescription,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { targetGroupArn } from '../../estate/arns.ts';
import { when } from '../../estate/pages.ts';
import type { World } from '../../estate/world.ts';
import type { TargetGroup } from '../../situation/load-balancing.ts';
import { AwsError } from '../../wire/aws-error.ts';
import { operation } from '../../wire/operation.ts';
import { invalid } from './refusals.ts';

/** What the load balancer says of a reason, where the situation says nothing. */
const words: Readonly<Record<string, string>> = {
  'Elb.RegistrationInProgress': 'Target registration is in progress',
  'Elb.InitialHealthChecking': 'Initial health checks in progress',
  'Target.ResponseCodeMismatch': 'Health checks failed with these codes: [502]',
  'Target.Timeout': 'Request timed out',
  'Target.FailedHealthChecks': 'Health checks failed',
  'Target.NotRegistered': 'Target is not registered to the target group',
  'Target.NotInUse': 'Target group is not configured to receive traffic from the load balancer',
  'Target.DeregistrationInProgress': 'Target deregistration is in progress',
  'Target.InvalidState': 'Target is in the stopped state',
  'Target.IpUnusable': 'The IP address is in use by a load balancer',
  'Target.HealthCheckDisabled': 'Health checks are not enabled for this target',
  'Elb.InternalError': 'Health checks failed due to an internal error',
};

const healthOf = (state: string, reason: string | undefined, text: string | undefined) => ({
  State: state as 'healthy',
  ...when('Reason', reason as 'Target.Timeout' | undefined),
  ...when('Description', text ?? (reason === undefined ? undefined : words[reason])),
});

const describeTarget = (world: World, group: TargetGroup, id: string): TargetHealthDescription => {
  const target = group.targets[id] ?? 'unused';
  const { state, reason, text, port, zone } =
    typeof target === 'string'
      ? { state: target, reason: undefined, text: undefined, port: undefined, zone: undefined }
      : target;
  const at = port ?? group.port;
  return {
    Target: {
      Id: id,
      Port: at,
      ...when(
        'AvailabilityZone',
        group.targetType === 'ip' ? (zone ?? world.estate.instances[id]?.zone) : undefined,
      ),
    },
    HealthCheckPort: String(at),
    TargetHealth: healthOf(state, reason, text),
  };
};

/** Asked by name, a target that the group does not have is "unused". */
const unregistered = (id: string, port: number): TargetHealthDescription => ({
  Target: { Id: id, Port: port },
  HealthCheckPort: String(port),
  TargetHealth: healthOf('unused', 'Target.NotRegistered', undefined),
});

export const describeTargetHealth = operation(DescribeTargetHealthCommand, (input, world) => {
  const { TargetGroupArn: arn, Targets: asked } = input;
  if (arn === undefined) throw invalid('A target group ARN must be specified');
  const [, group] =
    Object.entries(world.estate.targetGroups).find(
      ([name, one]) => targetGroupArn(world, name, one) === arn,
    ) ?? [];
  if (group === undefined)
    throw new AwsError('TargetGroupNotFoundException', 'One or more target groups not found');
  const ids = asked === undefined ? Object.keys(group.targets) : asked.map(({ Id: id }) => id ?? '');
  return {
    TargetHealthDescriptions: ids.map((id) =>
      Object.hasOwn(group.targets, id) ? describeTarget(world, group, id) : unregistered(id, group.port),
    ),
  };
});
