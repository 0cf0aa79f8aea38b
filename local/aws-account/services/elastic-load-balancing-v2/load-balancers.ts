import {
  DescribeLoadBalancersCommand,
  type LoadBalancer as SdkLoadBalancer,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { loadBalancerArn } from '../../estate/arns.ts';
import { stableDigits, stableHex, subnetOf, vpcOf } from '../../estate/ids.ts';
import { pageOf, when } from '../../estate/pages.ts';
import type { World } from '../../estate/world.ts';
import type { LoadBalancer } from '../../situation/load-balancing.ts';
import { AwsError } from '../../wire/aws-error.ts';
import { operation } from '../../wire/operation.ts';
import { badMarker, checkNamed, sizeOf } from './refusals.ts';

const describeLoadBalancer = (world: World, name: string, loadBalancer: LoadBalancer): SdkLoadBalancer => ({
  LoadBalancerArn: loadBalancerArn(world, name, loadBalancer),
  DNSName: `${name}-${stableDigits(loadBalancer.id, 10)}.${world.region}.elb.amazonaws.com`,
  CanonicalHostedZoneId: 'Z32O12XQLNTSW2',
  CreatedTime: world.date(loadBalancer.created),
  LoadBalancerName: name,
  Scheme: loadBalancer.scheme,
  VpcId: vpcOf(world.region),
  State: { Code: loadBalancer.state, ...when('Reason', loadBalancer.stateReason) },
  Type: loadBalancer.type,
  AvailabilityZones: loadBalancer.zones.map((zone) => ({
    ZoneName: zone,
    SubnetId: subnetOf(zone),
    LoadBalancerAddresses: [],
  })),
  SecurityGroups: [`sg-${stableHex(loadBalancer.id, 17)}`],
  IpAddressType: 'ipv4',
});

export const loadBalancersNamed = (
  world: World,
  arns: readonly string[] | undefined,
  names: readonly string[] | undefined,
): readonly SdkLoadBalancer[] => {
  const all = Object.entries(world.estate.loadBalancers).map(([name, one]) =>
    describeLoadBalancer(world, name, one),
  );
  const asked = [...(arns ?? []), ...(names ?? [])];
  checkNamed('load balancers', asked);
  const found = all.filter(
    ({ LoadBalancerArn: arn = '', LoadBalancerName: name = '' }) =>
      asked.length === 0 || arns?.includes(arn) || names?.includes(name),
  );
  if (asked.length > 0 && found.length < new Set(asked).size)
    throw new AwsError('LoadBalancerNotFoundException', 'One or more load balancers not found');
  return found;
};

export const describeLoadBalancers = operation(DescribeLoadBalancersCommand, (input, world) => {
  const { LoadBalancerArns: arns, Names: names, Marker: token, PageSize: size } = input;
  const page = pageOf(loadBalancersNamed(world, arns, names), {
    token,
    size: sizeOf(size),
    about: [arns, names],
    invalid: badMarker(token),
  });
  return { LoadBalancers: [...page.items], ...when('NextMarker', page.next) };
});
