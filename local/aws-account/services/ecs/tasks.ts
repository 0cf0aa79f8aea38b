import { DescribeTasksCommand, ListTasksCommand, type Task } from '@aws-sdk/client-ecs';
import { stableDigits, stableUuid, subnetOf } from '../../estate/ids.ts';
import { pageSize } from '../../estate/limits.ts';
import { pageOf, when } from '../../estate/pages.ts';
import type { World } from '../../estate/world.ts';
import type { EcsService, EcsTask } from '../../situation/deployments.ts';
import { AwsError } from '../../wire/aws-error.ts';
import { operation } from '../../wire/operation.ts';
import { clusterArn, definitionArn, invalid, nameIn, servicesIn, taskArn } from './resource.ts';

const mostTasks = 100;

/** The deployment that brought the tasks of a definition is the one that runs now. */
const startedBy = ({ deployments }: EcsService): string | undefined =>
  Object.entries(deployments).find(([, { status }]) => status === 'PRIMARY')?.[0];

const describeTask = (world: World, name: string, service: EcsService, id: string, task: EcsTask): Task => {
  const arn = taskArn(world, service.cluster, id);
  return {
    taskArn: arn,
    clusterArn: clusterArn(world, service.cluster),
    taskDefinitionArn: definitionArn(world, task.taskDefinition),
    group: `service:${name}`,
    ...when('startedBy', startedBy(service)),
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

export const listTasks = operation(ListTasksCommand, (input, world) => {
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

export const describeTasks = operation(DescribeTasksCommand, (input, world) => {
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
