import {
  type Deployment,
  DescribeServicesCommand,
  DescribeTasksCommand,
  ECSClient,
  ListTasksCommand,
  type Service as SdkService,
  type Task,
} from '@aws-sdk/client-ecs';
import { targetGroupArns } from '../estate/arns.ts';
import { stableDigits, stableUuid, subnetOf } from '../estate/ids.ts';
import { pageSize } from '../estate/limits.ts';
import { pageOf, when } from '../estate/pages.ts';
import type { World } from '../estate/world.ts';
import type { EcsService, EcsTask } from '../situation/deployments.ts';
import { AwsError } from '../wire/aws-error.ts';
import { operation, serviceOf } from '../wire/operation.ts';
import { nowhere } from './nowhere.ts';

/** Amazon ECS API reference: 10 services and 100 tasks a call. */
const mostServices = 10;
const mostTasks = 100;

const invalid = (message: string): AwsError => new AwsError('InvalidParameterException', message);

/** The last part of an ARN, or a name as it is. */
const nameIn = (nameOrArn: string): string => nameOrArn.slice(nameOrArn.lastIndexOf('/') + 1);

const clusterArn = (world: World, cluster: string): string => world.arn('ecs', `cluster/${cluster}`);

const serviceArn = (world: World, cluster: string, name: string): string =>
  world.arn('ecs', `service/${cluster}/${name}`);

const taskArn = (world: World, cluster: string, id: string): string =>
  world.arn('ecs', `task/${cluster}/${id}`);

const definitionArn = (world: World, definition: string): string =>
  world.arn('ecs', `task-definition/${definition}`);

/** The services of a cluster; without a name, of the one that is called "default". */
const servicesIn = (world: World, given: string | undefined): readonly (readonly [string, EcsService])[] => {
  const cluster = nameIn(given ?? 'default');
  const found = Object.entries(world.estate.ecsServices).filter(([, service]) => service.cluster === cluster);
  if (found.length === 0) throw new AwsError('ClusterNotFoundException', 'Cluster not found.');
  return found;
};

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
    enableECSManagedTags: false,
    propagateTags: 'NONE',
    enableExecuteCommand: false,
  };
};

const describeServices = operation(DescribeServicesCommand, (input, world) => {
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

const describeTask = (world: World, name: string, service: EcsService, id: string, task: EcsTask): Task => {
  const arn = taskArn(world, service.cluster, id);
  return {
    taskArn: arn,
    clusterArn: clusterArn(world, service.cluster),
    taskDefinitionArn: definitionArn(world, task.taskDefinition),
    group: `service:${name}`,
    lastStatus: task.status,
    desiredStatus: task.status === 'STOPPED' || task.stopped !== undefined ? 'STOPPED' : 'RUNNING',
    healthStatus: task.health,
    launchType: service.launchType,
    availabilityZone: task.zone,
    ...when('startedAt', task.started === undefined ? undefined : world.date(task.started)),
    ...when('createdAt', task.started === undefined ? undefined : world.date(task.started - 30_000)),
    ...when('stoppedAt', task.stopped === undefined ? undefined : world.date(task.stopped)),
    ...when('stopCode', task.stopCode),
    ...when('stoppedReason', task.stoppedReason),
    attachments: [
      {
        id: stableUuid(id),
        type: 'ElasticNetworkInterface',
        status: task.status === 'STOPPED' ? 'DELETED' : 'ATTACHED',
        details: [{ name: 'subnetId', value: subnetOf(task.zone) }],
      },
    ],
    containers: [
      {
        containerArn: world.arn('ecs', `container/${service.cluster}/${id}/${stableUuid(`${id} container`)}`),
        taskArn: arn,
        name,
        lastStatus: task.status,
        healthStatus: task.health,
        ...when('exitCode', task.exitCode),
        networkInterfaces: [],
      },
    ],
    version: Number(stableDigits(id, 2)),
    tags: [],
  };
};

const tasksIn = (world: World, cluster: string | undefined): ReadonlyMap<string, Task> =>
  new Map(
    servicesIn(world, cluster).flatMap(([name, service]) =>
      Object.entries(service.tasks).map(
        ([id, task]) => [id, describeTask(world, name, service, id, task)] as const,
      ),
    ),
  );

const listTasks = operation(ListTasksCommand, (input, world) => {
  const { cluster, serviceName, desiredStatus = 'RUNNING', nextToken: token } = input;
  const services = servicesIn(world, cluster);
  const name = serviceName === undefined ? undefined : nameIn(serviceName);
  if (name !== undefined && !services.some(([one]) => one === name))
    throw new AwsError('ServiceNotFoundException', 'Service not found.');
  if (input.family !== undefined || input.startedBy !== undefined || input.containerInstance !== undefined)
    throw invalid('The stand-in account lists tasks by cluster, service and status alone.');
  const size = pageSize(input.maxResults, {
    ...{
      field: 'maxResults',
      least: 1,
      most: mostTasks,
      usual: mostTasks,
      code: 'InvalidParameterException',
    },
  });
  const arns = [...tasksIn(world, cluster).values()]
    .filter(
      ({ group, desiredStatus: status }) =>
        status === desiredStatus && (name === undefined || group === `service:${name}`),
    )
    .flatMap(({ taskArn: arn }) => (arn === undefined ? [] : [arn]));
  const page = pageOf(arns, {
    ...{ token, size, about: [cluster, serviceName, desiredStatus] },
    invalid: () => invalid('Invalid token.'),
  });
  return { taskArns: [...page.items], ...when('nextToken', page.next) };
});

const describeTasks = operation(DescribeTasksCommand, (input, world) => {
  const { cluster, tasks: asked = [] } = input;
  if (asked.length === 0) throw invalid('Tasks cannot be empty.');
  if (asked.length > mostTasks) throw invalid(`Tasks cannot have more than ${mostTasks} elements.`);
  const there = tasksIn(world, cluster);
  const ids = asked.map(nameIn);
  return {
    tasks: ids.flatMap((id) => there.get(id) ?? []),
    failures: ids
      .filter((id) => !there.has(id))
      .map((id) => ({ arn: taskArn(world, nameIn(cluster ?? 'default'), id), reason: 'MISSING' })),
  };
});

export const ecs = serviceOf(new ECSClient(nowhere), [describeServices, listTasks, describeTasks]);
