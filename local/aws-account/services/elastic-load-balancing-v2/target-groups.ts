import {
  DescribeTargetGroupsCommand,
  type TargetGroup as SdkTargetGroup,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { loadBalancerArns, targetGroupArn } from '../../estate/arns.ts';
import { vpcOf } from '../../estate/ids.ts';
import { pageOf, when } from '../../estate/pages.ts';
import type { World } from '../../estate/world.ts';
import type { TargetGroup } from '../../situation/load-balancing.ts';
import { AwsError } from '../../wire/aws-error.ts';
import { operation } from '../../wire/operation.ts';
import { loadBalancersNamed } from './load-balancers.ts';
import { badMarker, checkNamed, sizeOf } from './refusals.ts';

const describeTargetGroup = (world: World, name: string, group: TargetGroup): SdkTargetGroup => ({
  TargetGroupArn: targetGroupArn(world, name, group),
  TargetGroupName: name,
  Protocol: group.protocol,
  ProtocolVersion: 'HTTP1',
  Port: group.port,
  VpcId: vpcOf(world.region),
  HealthCheckProtocol: 'HTTP',
  HealthCheckPort: 'traffic-port',
  HealthCheckEnabled: true,
  HealthCheckIntervalSeconds: group.healthCheck.every / 1000,
  HealthCheckTimeoutSeconds: group.healthCheck.timeout / 1000,
  HealthyThresholdCount: group.healthCheck.healthyAfter,
  UnhealthyThresholdCount: group.healthCheck.unhealthyAfter,
  HealthCheckPath: group.healthCheck.path,
  Matcher: { HttpCode: group.healthCheck.codes },
  LoadBalancerArns: loadBalancerArns(world, group.loadBalancers),
  TargetType: group.targetType,
  IpAddressType: 'ipv4',
});

const targetGroupsNamed = (
  world: World,
  arns: readonly string[] | undefined,
  names: readonly string[] | undefined,
): readonly SdkTargetGroup[] => {
  const all = Object.entries(world.estate.targetGroups).map(([name, one]) =>
    describeTargetGroup(world, name, one),
  );
  const asked = [...(arns ?? []), ...(names ?? [])];
  checkNamed('target groups', asked);
  const found = all.filter(
    ({ TargetGroupArn: arn = '', TargetGroupName: name = '' }) =>
      asked.length === 0 || arns?.includes(arn) || names?.includes(name),
  );
  if (asked.length > 0 && found.length < new Set(asked).size)
    throw new AwsError('TargetGroupNotFoundException', 'One or more target groups not found');
  return found;
};

export const describeTargetGroups = operation(DescribeTargetGroupsCommand, (input, world) => {
  const { LoadBalancerArn: of, TargetGroupArns: arns, Names: names, Marker: token, PageSize: size } = input;
  if (of !== undefined) loadBalancersNamed(world, [of], undefined);
  const groups = targetGroupsNamed(world, arns, names).filter(
    ({ LoadBalancerArns: by = [] }) => of === undefined || by.includes(of),
  );
  const page = pageOf(groups, {
    token,
    size: sizeOf(size),
    about: [of, arns, names],
    invalid: badMarker(token),
  });
  return { TargetGroups: [...page.items], ...when('NextMarker', page.next) };
});
