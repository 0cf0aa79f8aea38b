import { type Deployment, DescribeServicesCommand, type Service as SdkService } from '@aws-sdk/client-ecs';
import { targetGroupArns } from '../../estate/arns.ts';
import { stableUuid } from '../../estate/ids.ts';
import { when } from '../../estate/pages.ts';
import type { World } from '../../estate/world.ts';
import type { EcsService } from '../../situation/deployments.ts';
import { operation } from '../../wire/operation.ts';
import { clusterArn, definitionArn, invalid, nameIn, serviceArn, servicesIn } from './resource.ts';

/** Amazon ECS API reference: 10 services and 100 tasks a call. */
const mostServices = 10;

const describeDeployment = (world: World, service: EcsService, id: string): Deployment => {
  const deployment = service.deployments[id];
  if (deployment === undefined) return { id };
  return {
    id,
    status: deployment.status,
    taskDefinition: definitionArn(world, deployment.taskDefinition),
    desiredCount: deployment.desired,
    pendingCount: deployment.pending,
    runningCount: deployment.running,
    failedTasks: deployment.failed,
    createdAt: world.date(deployment.at),
    updatedAt: world.date(deployment.updated ?? deployment.at),
    launchType: service.launchType,
    rolloutState: deployment.rollout,
    ...when('rolloutStateReason', deployment.rolloutText),
  };
};

const describeService = (world: World, name: string, service: EcsService): SdkService => {
  const ids = Object.keys(service.deployments);
  const primary = Object.values(service.deployments).find(({ status }) => status === 'PRIMARY');
  return {
    serviceArn: serviceArn(world, service.cluster, name),
    serviceName: name,
    clusterArn: clusterArn(world, service.cluster),
    loadBalancers: targetGroupArns(world, service.targetGroups).map((targetGroupArn) => ({
      targetGroupArn,
      containerName: name,
      containerPort: service.containerPort,
    })),
    serviceRegistries: [],
    status: service.status,
    desiredCount: service.desired,
    runningCount: service.running,
    pendingCount: service.pending,
    launchType: service.launchType,
    ...when(
      'taskDefinition',
      primary === undefined ? undefined : definitionArn(world, primary.taskDefinition),
    ),
    deploymentConfiguration: {
      deploymentCircuitBreaker: { enable: true, rollback: false },
      maximumPercent: 200,
      minimumHealthyPercent: 100,
    },
    deployments: ids.map((id) => describeDeployment(world, service, id)),
    events: service.events
      .filter(({ at }) => world.date(at).getTime() <= world.nowMs)
      .sort((a, b) => b.at - a.at)
      .map(({ at, text }) => ({
        id: stableUuid(`${name} ${at} ${text}`),
        createdAt: world.date(at),
        message: text,
      })),
    createdAt: world.date(service.created),
    placementConstraints: [],
    placementStrategy: [],
    schedulingStrategy: 'REPLICA',
    taskSets: [],
    deploymentController: { type: 'ECS' },
    enableECSManagedTags: false,
    propagateTags: 'NONE',
    enableExecuteCommand: false,
  };
};

export const describeServices = operation(DescribeServicesCommand, (input, world) => {
  const { cluster, services: asked = [] } = input;
  if (asked.length === 0) throw invalid('Services cannot be empty.');
  if (asked.length > mostServices) throw invalid(`Services cannot have more than ${mostServices} elements.`);
  const there = new Map(servicesIn(world, cluster));
  const names = asked.map(nameIn);
  return {
    services: names.flatMap((name) => {
      const service = there.get(name);
      return service === undefined ? [] : [describeService(world, name, service)];
    }),
    failures: names
      .filter((name) => !there.has(name))
      .map((name) => ({ arn: serviceArn(world, nameIn(cluster ?? 'default'), name), reason: 'MISSING' })),
  };
});
