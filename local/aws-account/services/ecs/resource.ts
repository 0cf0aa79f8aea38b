import type { World } from '../../estate/world.ts';
import type { EcsService } from '../../situation/deployments.ts';
import { AwsError } from '../../wire/aws-error.ts';

export const invalid = (message: string): AwsError => new AwsError('InvalidParameterException', message);

/** The last part of an ARN, or a name as it is. */
export const nameIn = (nameOrArn: string): string => nameOrArn.slice(nameOrArn.lastIndexOf('/') + 1);

export const clusterArn = (world: World, cluster: string): string => world.arn('ecs', `cluster/${cluster}`);

export const serviceArn = (world: World, cluster: string, name: string): string =>
  world.arn('ecs', `service/${cluster}/${name}`);

export const taskArn = (world: World, cluster: string, id: string): string =>
  world.arn('ecs', `task/${cluster}/${id}`);

export const definitionArn = (world: World, definition: string): string =>
  world.arn('ecs', `task-definition/${definition}`);

/** The services of a cluster; without a name, of the one that is called "default". */
export const servicesIn = (
  world: World,
  given: string | undefined,
): readonly (readonly [string, EcsService])[] => {
  const cluster = nameIn(given ?? 'default');
  const found = Object.entries(world.estate.ecsServices).filter(([, service]) => service.cluster === cluster);
  if (found.length === 0) throw new AwsError('ClusterNotFoundException', 'Cluster not found.');
  return found;
};
