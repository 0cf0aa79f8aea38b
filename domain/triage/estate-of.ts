import type { Configuration } from '../kernel/configuration.ts';
import { type Estate, emptyEstate, type NamedPart } from '../kernel/estate.ts';
import { own } from '../kernel/own.ts';
import type { Metric, Signal } from '../signal/signal.ts';

/** Looked at of each kind in one run: more would not be read by anybody. */
export const MOST_OF_A_KIND = 25;

/** A dimension of a metric, and the part of an estate that its value names. */
const byDimension: readonly {
  readonly dimension: string;
  readonly part: NamedPart;
  readonly name?: (value: string) => string | undefined;
}[] = [
  // `app/orders/50dc6c495c0c9188`, `targetgroup/orders/73e2d6bc24d8a067`.
  { dimension: 'LoadBalancer', part: 'loadBalancers', name: (value) => value.split('/').at(-2) },
  { dimension: 'TargetGroup', part: 'targetGroups', name: (value) => value.split('/').at(-2) },
  { dimension: 'AutoScalingGroupName', part: 'autoScalingGroups' },
  { dimension: 'DBInstanceIdentifier', part: 'databases' },
  { dimension: 'DBClusterIdentifier', part: 'databaseClusters' },
  { dimension: 'FunctionName', part: 'functions' },
  { dimension: 'InstanceId', part: 'instances' },
];

/** A fact of an event, and the part of an estate that it names. */
const byFact: readonly { readonly fact: string; readonly part: NamedPart }[] = [
  { fact: 'group', part: 'autoScalingGroups' },
  { fact: 'database', part: 'databases' },
  { fact: 'pipeline', part: 'pipelines' },
];

/** An ARN, and the part of an estate that it names. Service Authorization Reference, "Resource types". */
const byArn: readonly { readonly arn: RegExp; readonly part: NamedPart }[] = [
  { arn: /^arn:[^:]*:ecs:[^:]*:[^:]*:service\/([^/]+\/[^/]+)$/, part: 'containerServices' },
  { arn: /^arn:[^:]*:rds:[^:]*:[^:]*:db:(.+)$/, part: 'databases' },
  { arn: /^arn:[^:]*:rds:[^:]*:[^:]*:cluster:(.+)$/, part: 'databaseClusters' },
  {
    arn: /^arn:[^:]*:elasticloadbalancing:[^:]*:[^:]*:loadbalancer\/[^/]+\/([^/]+)\/[^/]+$/,
    part: 'loadBalancers',
  },
  { arn: /^arn:[^:]*:elasticloadbalancing:[^:]*:[^:]*:targetgroup\/([^/]+)\/[^/]+$/, part: 'targetGroups' },
  {
    arn: /^arn:[^:]*:autoscaling:[^:]*:[^:]*:autoScalingGroup:[^:]*:autoScalingGroupName\/(.+)$/,
    part: 'autoScalingGroups',
  },
  { arn: /^arn:[^:]*:codepipeline:[^:]*:[^:]*:([^:/]+)$/, part: 'pipelines' },
  { arn: /^arn:[^:]*:codedeploy:[^:]*:[^:]*:deploymentgroup:([^/]+\/[^/]+)$/, part: 'deploymentGroups' },
  { arn: /^arn:[^:]*:logs:[^:]*:[^:]*:log-group:([^:]+)/, part: 'logGroups' },
  { arn: /^arn:[^:]*:lambda:[^:]*:[^:]*:function:([^:]+)/, part: 'functions' },
  { arn: /^arn:[^:]*:ec2:[^:]*:[^:]*:instance\/(.+)$/, part: 'instances' },
  // A finding of GuardDuty has the id alone.
  { arn: /^(i-[0-9a-f]{8,17})$/, part: 'instances' },
];

type Named = readonly [NamedPart, string];

/**
 * What is looked at for a service: what its team lists, then what its signals name, so that a service that nobody listed
 * is examined too. At most `MOST_OF_A_KIND` of each kind.
 */
export const estateOf = (
  service: string,
  signals: readonly Signal[],
  { services }: Pick<Configuration, 'services'>,
): Estate => {
  const listed = { ...emptyEstate, ...services.find(({ name }) => name === service)?.resources };
  const found = signals.flatMap(namedBy);
  const names = (part: NamedPart): readonly string[] =>
    [...new Set([...listed[part], ...found.flatMap(([of, name]) => (of === part ? [name] : []))])].slice(
      0,
      MOST_OF_A_KIND,
    );
  return {
    healthUrls: listed.healthUrls.slice(0, MOST_OF_A_KIND),
    loadBalancers: names('loadBalancers'),
    targetGroups: names('targetGroups'),
    autoScalingGroups: names('autoScalingGroups'),
    databases: names('databases'),
    databaseClusters: names('databaseClusters'),
    containerServices: names('containerServices'),
    pipelines: names('pipelines'),
    deploymentGroups: names('deploymentGroups'),
    functions: names('functions'),
    instances: names('instances'),
    logGroups: names('logGroups'),
    dependsOn: names('dependsOn'),
  };
};

const namedBy = (signal: Signal): readonly Named[] => [
  ...signal.metrics.flatMap(namedByMetric),
  ...byFact.flatMap(({ fact, part }): readonly Named[] => {
    const value = own(signal.facts, fact);
    return typeof value === 'string' && value !== '' ? [[part, value]] : [];
  }),
  ...signal.resources.flatMap((arn) =>
    byArn.flatMap((row): readonly Named[] => {
      const name = row.arn.exec(arn)?.[1];
      return name === undefined ? [] : [[row.part, name]];
    }),
  ),
];

const namedByMetric = ({ dimensions }: Metric): readonly Named[] => {
  const cluster = own(dimensions, 'ClusterName');
  const service = own(dimensions, 'ServiceName');
  const container: readonly Named[] =
    cluster === undefined || service === undefined ? [] : [['containerServices', `${cluster}/${service}`]];
  const named = byDimension.flatMap(({ dimension, part, name = (value) => value }): readonly Named[] => {
    const value = own(dimensions, dimension);
    const called = value === undefined || value === '' ? undefined : name(value);
    return called === undefined ? [] : [[part, called]];
  });
  return [...named, ...container];
};
