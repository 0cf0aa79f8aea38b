import { own } from '../kernel/own.ts';
import type { Signal } from './signal.ts';

/** A thing that can fail: a load balancer, a database. `name` is what people call it. */
export interface FailingPart {
  readonly type: string;
  readonly name: string;
}

/** `app/orders/50dc6c495c0c9188` is called `orders`. */
const middleOf = (value: string): string => value.split('/').at(-2) ?? value;

/** The CloudWatch dimension of each kind of resource. The outermost comes first: it names the service best. */
const byDimension: readonly {
  readonly dimension: string;
  readonly type: string;
  readonly name?: (value: string) => string;
}[] = [
  { dimension: 'LoadBalancer', type: 'load-balancer', name: middleOf },
  { dimension: 'LoadBalancerName', type: 'load-balancer' },
  { dimension: 'TargetGroup', type: 'target-group', name: middleOf },
  { dimension: 'DistributionId', type: 'distribution' },
  { dimension: 'ApiName', type: 'api' },
  { dimension: 'ApiId', type: 'api' },
  { dimension: 'CanaryName', type: 'canary' },
  { dimension: 'HealthCheckId', type: 'health-check' },
  { dimension: 'AutoScalingGroupName', type: 'auto-scaling-group' },
  { dimension: 'DBClusterIdentifier', type: 'database' },
  { dimension: 'DBInstanceIdentifier', type: 'database' },
  { dimension: 'ReplicationGroupId', type: 'cache' },
  { dimension: 'CacheClusterId', type: 'cache' },
  // ElastiCache Serverless. Its name is lower-case at the beginning, unlike all others.
  { dimension: 'clusterId', type: 'cache' },
  // MSK: brokers, topics and consumer groups are within a cluster. MSK Developer Guide, "Metrics for monitoring".
  { dimension: 'Cluster Name', type: 'cluster' },
  // DMS: many tasks share an instance, and one of them is what fails. DMS User Guide, "Monitoring AWS DMS tasks".
  { dimension: 'ReplicationTaskIdentifier', type: 'replication-task' },
  { dimension: 'ReplicationInstanceIdentifier', type: 'replication-instance' },
  { dimension: 'TableName', type: 'table' },
  { dimension: 'FunctionName', type: 'function' },
  { dimension: 'StateMachineArn', type: 'state-machine' },
  { dimension: 'QueueName', type: 'queue' },
  { dimension: 'TopicName', type: 'topic' },
  { dimension: 'StreamName', type: 'stream' },
  { dimension: 'DeliveryStreamName', type: 'stream' },
  { dimension: 'BucketName', type: 'bucket' },
  { dimension: 'WebACL', type: 'web-acl' },
  { dimension: 'FileSystemId', type: 'file-system' },
  { dimension: 'DomainName', type: 'domain' },
  { dimension: 'NatGatewayId', type: 'nat-gateway' },
  { dimension: 'VpnId', type: 'vpn' },
  { dimension: 'ClusterIdentifier', type: 'cluster' },
  { dimension: 'InstanceId', type: 'instance' },
];

type Dimensions = Readonly<Record<string, string>>;

/** ECS names services within clusters, and many clusters have a service `web`. */
const containerService = (dimensions: Dimensions): FailingPart | undefined => {
  const { ClusterName: cluster, ServiceName: service, Service: podService } = dimensions;
  if (cluster === undefined || cluster === '') return undefined;
  const name = service ?? podService;
  return name === undefined
    ? { type: 'cluster', name: cluster }
    : { type: 'container-service', name: `${cluster}/${name}` };
};

const partOfDimensions = (dimensions: Dimensions): readonly { resource: FailingPart; rank: number }[] => {
  const named = byDimension.flatMap(({ dimension, type, name = (value) => value }, rank) => {
    const value = own(dimensions, dimension);
    return value === undefined || value === '' ? [] : [{ resource: { type, name: name(value) }, rank }];
  });
  const container = containerService(dimensions);
  // Ranks before the instance that runs its tasks, and after everything that stands in front of it.
  return container === undefined
    ? named
    : [...named, { resource: container, rank: byDimension.length - 1.5 }];
};

/** What the resource of an ARN names, by the ARN's service. */
const byArn: readonly { readonly service: string; readonly resource: RegExp; readonly type: string }[] = [
  { service: 'ecs', resource: /^service\/([^/]+\/[^/]+)$/, type: 'container-service' },
  { service: 'rds', resource: /^(?:db|cluster):(.+)$/, type: 'database' },
  {
    service: 'autoscaling',
    resource: /^autoScalingGroup:[^:]*:autoScalingGroupName\/(.+)$/,
    type: 'auto-scaling-group',
  },
  {
    service: 'elasticloadbalancing',
    resource: /^loadbalancer\/(?:app|net|gwy)\/([^/]+)\/[^/]+$/,
    type: 'load-balancer',
  },
  { service: 'elasticloadbalancing', resource: /^targetgroup\/([^/]+)\/[^/]+$/, type: 'target-group' },
  { service: 'codepipeline', resource: /^([^:/]+)$/, type: 'pipeline' },
  { service: 'codedeploy', resource: /^deploymentgroup:(.+)$/, type: 'deployment-group' },
  { service: 'lambda', resource: /^function:([^:]+)/, type: 'function' },
  { service: 'ec2', resource: /^instance\/(.+)$/, type: 'instance' },
  { service: 's3', resource: /^([^/]+)/, type: 'bucket' },
];

/** `arn:<partition>:<service>:<region>:<account>:<resource>`; a resource may hold colons. */
const partOfArn = (arn: string): FailingPart | undefined => {
  const [head, , service, , , ...rest] = arn.split(':');
  const named = rest.join(':');
  for (const { resource, type, ...row } of byArn) {
    const name = head === 'arn' && service === row.service ? resource.exec(named)?.[1] : undefined;
    if (name !== undefined) return { type, name };
  }
  return undefined;
};

const fact = (signal: Signal, name: string): string | undefined => {
  const value = own(signal.facts, name);
  return value === undefined || value === '' ? undefined : String(value);
};

/** The failing part that an event other than an alarm names. */
const partOfFacts = (signal: Signal): FailingPart | undefined => {
  const named = (type: string, name: string | undefined): FailingPart | undefined =>
    name === undefined ? undefined : { type, name };
  switch (signal.kind) {
    case 'scaling':
      return named('auto-scaling-group', fact(signal, 'group'));
    case 'database-event':
      return named('database', fact(signal, 'database'));
    case 'health':
      return named('aws-service', fact(signal, 'service'));
    case 'certificate':
      return named('certificate', fact(signal, 'domain'));
    case 'notification':
      return named(fact(signal, 'resourceType') ?? 'resource', fact(signal, 'resource'));
    default:
      return undefined;
  }
};

/** The resources of an alarm are the alarms below it. The resources of other signals are what the signal is about. */
const partOfList = (signal: Signal): FailingPart | undefined => {
  if (signal.kind === 'alarm' || signal.kind === 'contributor') return undefined;
  const [first] = signal.resources;
  const known = signal.resources.map(partOfArn).find((resource) => resource !== undefined);
  return known ?? (first === undefined ? undefined : { type: 'resource', name: first });
};

/**
 * The failing part that a signal names: by its dimensions, its facts or its ARNs. Of several, the outermost counts,
 * then the first by name, so that the order in which an alarm lists its metrics does not matter.
 */
export const failingPartOf = (signal: Signal): FailingPart | undefined => {
  const found = signal.metrics
    .flatMap((metric) => partOfDimensions(metric.dimensions))
    .sort((a, b) => a.rank - b.rank || (a.resource.name < b.resource.name ? -1 : 1));
  const first = found[0];
  // One alarm over many instances is one failing part, not many services.
  if (first !== undefined && !(signal.kind === 'contributor' && first.resource.type === 'instance'))
    return first.resource;
  return partOfFacts(signal) ?? partOfList(signal);
};
