import * as z from 'zod/mini';
import { findArn, parseArn } from '../arn.ts';
import { type DetailParser, detailOf, type EventEnvelope } from '../event-envelope.ts';
import { transitionOf } from '../event-signal.ts';
import { lateObject, list, text } from '../lenient-fields.ts';
import { type IntakeContext, ignored, missingField, type Reading } from '../reading.ts';
import { momentOf } from '../timestamp.ts';

const ecsSchema = lateObject(() => ({
  eventType: text,
  eventName: text,
  clusterArn: text,
  deploymentId: text,
  reason: text,
  createdAt: text,
  updatedAt: text,
  capacityProviderArns: list(z.string()),
}));

type EcsDetail = z.infer<typeof ecsSchema>;

interface EcsChange {
  /** Behind `<service ARN>#`. */
  readonly what: string;
  readonly state: 'ALARM' | 'OK';
  readonly time: string | undefined;
}

/** Actions about tasks of the service that do not run as they should. Reaching the steady state disproves them. */
const taskTrouble = new Set([
  'SERVICE_TASK_START_IMPAIRED',
  'SERVICE_TASK_PLACEMENT_FAILURE',
  'SERVICE_TASK_CONFIGURATION_FAILURE',
  'SERVICE_DAEMON_PLACEMENT_CONSTRAINT_VIOLATED',
]);

const outcomeOf = (
  change: EcsChange,
  detail: EcsDetail,
  event: EventEnvelope,
  context: IntakeContext,
): Reading => {
  const arn = findArn(event.resources, 'ecs', 'service/') ?? event.resources[0];
  if (arn === undefined) return missingField('resources', "the service's ARN");
  const service = parseArn(arn)?.resource.split('/').at(-1) ?? arn;
  return transitionOf(
    {
      id: `${arn}#${change.what}`,
      kind: 'container-service',
      name: `${service}: ${detail.eventName ?? change.what}`,
      description: detail.reason,
      state: change.state,
      atMs: momentOf(context, change.time, event.time),
      reason: detail.reason ?? detail.eventName,
      resources: [arn, detail.clusterArn, ...detail.capacityProviderArns],
      facts: {
        service,
        cluster:
          parseArn(detail.clusterArn)?.resource.split('/').at(-1) ??
          parseArn(arn)?.resource.split('/').at(-2),
        eventName: detail.eventName,
        eventType: detail.eventType,
        deployment: detail.deploymentId,
      },
    },
    event,
  );
};

/**
 * `ECS Deployment State Change`: a failed deployment stands until one of the same service completes, a rollback
 * included. Source: Amazon ECS Developer Guide, "Amazon ECS service deployment state change events".
 */
export const parseEcsDeployment: DetailParser = (event, context) => {
  const detail = detailOf(ecsSchema, event);
  if (detail === undefined) return [missingField('detail', 'an object')];
  if (detail.eventName === undefined) return [missingField('detail.eventName', "the event's name")];
  const time = detail.updatedAt;
  if (detail.eventName === 'SERVICE_DEPLOYMENT_COMPLETED') {
    return [outcomeOf({ what: 'deployment', state: 'OK', time }, detail, event, context)];
  }
  if (detail.eventName === 'SERVICE_DEPLOYMENT_FAILED' || detail.eventType === 'ERROR') {
    return [outcomeOf({ what: 'deployment', state: 'ALARM', time }, detail, event, context)];
  }
  return [ignored('ecs-not-an-error', `${detail.eventName} of ${event.resources[0] ?? 'unnamed'}`)];
};

/**
 * `ECS Service Action`. Actions of type ERROR and WARN stand: those about running tasks as one signal of the service,
 * `<service ARN>#tasks`, which SERVICE_STEADY_STATE ends; every other by its own name, until it expires.
 */
export const parseEcsServiceAction: DetailParser = (event, context) => {
  const detail = detailOf(ecsSchema, event);
  if (detail === undefined) return [missingField('detail', 'an object')];
  if (detail.eventName === undefined) return [missingField('detail.eventName', "the action's name")];
  // Placement failures have been seen with a `createdAt` long before the event: the envelope's time is better.
  const time = event.time;
  if (detail.eventName === 'SERVICE_STEADY_STATE') {
    return [outcomeOf({ what: 'tasks', state: 'OK', time }, detail, event, context)];
  }
  if (detail.eventType === 'INFO') {
    return [ignored('ecs-not-an-error', `${detail.eventName} of ${event.resources[0] ?? 'unnamed'}`)];
  }
  const what = taskTrouble.has(detail.eventName) ? 'tasks' : detail.eventName;
  return [outcomeOf({ what, state: 'ALARM', time }, detail, event, context)];
};
