import { own } from '../../../domain/kernel/own.ts';
import type { LoadBalancer } from '../situation/load-balancing.ts';
import { stableUuid } from './ids.ts';
import type { World } from './world.ts';

const kinds = { application: 'app', network: 'net', gateway: 'gwy' } as const;

/** `app/checkout/4f1d2c3b5a697887`: as in an ARN, and as CloudWatch's dimension `LoadBalancer` has it. */
export const loadBalancerPath = (name: string, { type, id }: LoadBalancer): string =>
  `${kinds[type]}/${name}/${id}`;

/** `targetgroup/checkout-web/8c1f0e2d3b4a5968`: as in an ARN, and as the dimension `TargetGroup` has it. */
export const targetGroupPath = (name: string, { id }: { readonly id: string }): string =>
  `targetgroup/${name}/${id}`;

export const loadBalancerArn = (world: World, name: string, loadBalancer: LoadBalancer): string =>
  world.arn('elasticloadbalancing', `loadbalancer/${loadBalancerPath(name, loadBalancer)}`);

export const targetGroupArn = (world: World, name: string, group: { readonly id: string }): string =>
  world.arn('elasticloadbalancing', targetGroupPath(name, group));

export const groupArn = (world: World, name: string): string =>
  world.arn('autoscaling', `autoScalingGroup:${stableUuid(name)}:autoScalingGroupName/${name}`);

export const alarmArn = (world: World, name: string): string => world.arn('cloudwatch', `alarm:${name}`);

/** ARNs of named load balancers that there are. */
export const loadBalancerArns = (world: World, names: readonly string[]): string[] =>
  names.flatMap((name) => {
    const found = own(world.estate.loadBalancers, name);
    return found === undefined ? [] : [loadBalancerArn(world, name, found)];
  });

/** ARNs of named target groups that there are. */
export const targetGroupArns = (world: World, names: readonly string[]): string[] =>
  names.flatMap((name) => {
    const found = own(world.estate.targetGroups, name);
    return found === undefined ? [] : [targetGroupArn(world, name, found)];
  });

/** ARNs of alarms that there are. */
export const alarmArns = (world: World, names: readonly string[]): string[] =>
  names.filter((name) => Object.hasOwn(world.estate.alarms, name)).map((name) => alarmArn(world, name));
