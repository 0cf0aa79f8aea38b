import {
  DescribeLoadBalancersCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  type LoadBalancer as SdkLoadBalancer,
  type TargetGroup as SdkTargetGroup,
  type TargetHealthDescription,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { loadBalancerArn, loadBalancerArns, targetGroupArn } from '../estate/arns.ts';
import { stableDigits, stableHex, subnetOf, vpcOf } from '../estate/ids.ts';
import { pageOf, when } from '../estate/pages.ts';
import type { World } from '../estate/world.ts';
import type { LoadBalancer, TargetGroup } from '../situation/load-balancing.ts';
import { AwsError } from '../wire/aws-error.ts';
import { operation, serviceOf } from '../wire/operation.ts';
import { nowhere } from './nowhere.ts';

/** Elastic Load Balancing API reference: up to 400 a page; up to 20 names or ARNs a call. */
const mostPerPage = 400;
const mostNamed = 20;

const invalid = (message: string): AwsError => new AwsError('ValidationError', message, { status: 400 });

const checkNamed = (kind: string, named: readonly string[]): void => {
  if (named.length > mostNamed)
    throw invalid(`The maximum number of ${kind} that can be specified in a call is ${mostNamed}`);
};

const sizeOf = (given: number | undefined): number => {
  if (given === undefined) return mostPerPage;
  if (given >= 1 && given <= mostPerPage) return given;
  throw invalid(
    `1 validation error detected: Value '${given}' at 'pageSize' failed to satisfy constraint: Member must have value between 1 and ${mostPerPage}`,
  );
};

const badMarker = (marker: string | undefined) => () => invalid(`Invalid marker: ${marker}`);

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

const loadBalancersNamed = (
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

const describeLoadBalancers = operation(DescribeLoadBalancersCommand, (input, world) => {
  const { LoadBalancerArns: arns, Names: names, Marker: token, PageSize: size } = input;
  const page = pageOf(loadBalancersNamed(world, arns, names), {
    token,
    size: sizeOf(size),
    about: [arns, names],
    invalid: badMarker(token),
  });
  return { LoadBalancers: [...page.items], ...when('NextMarker', page.next) };
});

const describeTargetGroups = operation(DescribeTargetGroupsCommand, (input, world) => {
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

const describeTargetHealth = operation(DescribeTargetHealthCommand, (input, world) => {
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

export const elasticLoadBalancingV2 = serviceOf(new ElasticLoadBalancingV2Client(nowhere), [
  describeLoadBalancers,
  describeTargetGroups,
  describeTargetHealth,
]);
