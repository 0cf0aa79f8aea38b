import { own } from '../../../domain/kernel/own.ts';
import type { Metric, Shape } from '../situation/shape.ts';
import type { Estate } from '../situation/situation.ts';
import { loadBalancerPath, targetGroupPath } from './arns.ts';
import { shapeValue } from './shape-value.ts';
import type { World } from './world.ts';

export type Dimensions = Readonly<Record<string, string>>;

/** A metric as it is asked for. */
export interface MetricName {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Dimensions;
}

type Metrics = Readonly<Record<string, Metric>> | undefined;

/** The metrics of some resource, under the namespace and dimensions by which CloudWatch has them. */
interface Source {
  readonly namespaces: readonly string[];
  readonly dimensions: readonly Dimensions[];
  readonly metrics: Metrics;
}

const balancerNamespaces = {
  application: 'AWS/ApplicationELB',
  network: 'AWS/NetworkELB',
  gateway: 'AWS/GatewayELB',
} as const;

const targetGroupSources = (estate: Estate): readonly Source[] =>
  Object.entries(estate.targetGroups).flatMap(([name, group]) => {
    const TargetGroup = targetGroupPath(name, group);
    return group.loadBalancers.flatMap((of): readonly Source[] => {
      const balancer = own(estate.loadBalancers, of);
      if (balancer === undefined) return [];
      const LoadBalancer = loadBalancerPath(of, balancer);
      return [
        {
          namespaces: [balancerNamespaces[balancer.type]],
          dimensions: [{ TargetGroup, LoadBalancer }, { TargetGroup }],
          metrics: group.metrics,
        },
      ];
    });
  });

const simple = <R extends { readonly metrics?: Metrics }>(
  resources: Readonly<Record<string, R>>,
  namespaces: readonly string[],
  dimensionsOf: (name: string, resource: R) => Dimensions,
): readonly Source[] =>
  Object.entries(resources).map(([name, resource]) => ({
    namespaces,
    dimensions: [dimensionsOf(name, resource)],
    metrics: resource.metrics,
  }));

const sourcesOf = (estate: Estate): readonly Source[] => [
  ...Object.entries(estate.loadBalancers).map(([name, balancer]) => ({
    namespaces: [balancerNamespaces[balancer.type]],
    dimensions: [{ LoadBalancer: loadBalancerPath(name, balancer) }],
    metrics: balancer.metrics,
  })),
  ...targetGroupSources(estate),
  ...simple(estate.instances, ['AWS/EC2', 'CWAgent'], (InstanceId) => ({ InstanceId })),
  ...simple(estate.groups, ['AWS/EC2', 'AWS/AutoScaling', 'CWAgent'], (AutoScalingGroupName) => ({
    AutoScalingGroupName,
  })),
  ...simple(estate.databases, ['AWS/RDS'], (DBInstanceIdentifier) => ({ DBInstanceIdentifier })),
  ...simple(estate.clusters, ['AWS/RDS'], (DBClusterIdentifier) => ({ DBClusterIdentifier })),
  ...simple(estate.ecsServices, ['AWS/ECS'], (ServiceName, { cluster }) => ({
    ClusterName: cluster,
    ServiceName,
  })),
  ...simple(estate.functions, ['AWS/Lambda'], (FunctionName) => ({ FunctionName })),
  ...estate.metrics.map(({ namespace, metric, of, value }) => ({
    namespaces: [namespace],
    dimensions: [of],
    metrics: { [metric]: value },
  })),
];

const sameDimensions = (a: Dimensions, b: Dimensions): boolean => {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => own(b, name) === a[name]);
};

const find = (estate: Estate, { namespace, name, dimensions }: MetricName): Metric | undefined =>
  sourcesOf(estate)
    .filter(
      (source) =>
        source.namespaces.includes(namespace) &&
        source.dimensions.some((one) => sameDimensions(one, dimensions)),
    )
    .map(({ metrics }) => own(metrics ?? {}, name))
    .find((metric) => metric !== undefined);

interface Full {
  readonly value: Shape;
  readonly everyMs: number;
  readonly unit: string | undefined;
  readonly statistics: Readonly<Record<string, Shape>>;
}

const full = (metric: Metric): Full => {
  const usual = { everyMs: 60_000, unit: undefined, statistics: {} };
  if (typeof metric === 'number' || !('value' in metric)) return { ...usual, value: metric };
  const { value, every = usual.everyMs, unit, statistics = {} } = metric;
  return { value, everyMs: every, unit, statistics };
};

/** The values that were reported in a period, of the metric itself or of a statistic that has values of its own. */
export interface Reported {
  readonly values: readonly number[];
  /** Whether these are values of the statistic that was asked, and no longer to be computed. */
  readonly isStatistic: boolean;
  readonly unit: string | undefined;
}

/** A look-up that remembers what it found in each stage: a question is about many periods. */
const finderOf = (asked: MetricName) => {
  const found = new Map<Estate, Full | undefined>();
  return (estate: Estate): Full | undefined => {
    if (found.has(estate)) return found.get(estate);
    const metric = find(estate, asked);
    const complete = metric === undefined ? undefined : full(metric);
    found.set(estate, complete);
    return complete;
  };
};

/**
 * What a metric reported from one time up to another, by the estates of those times. A report covers the time up to the next
 * one and says how it was at its end, or is now.
 */
export const seriesOf = (world: World, asked: MetricName, statistic: string) => {
  const findIn = finderOf(asked);
  return (fromMs: number, toMs: number): Reported => {
    const values: number[] = [];
    const now = findIn(world.estateAt(Math.min(toMs, world.nowMs)));
    const everyMs = now?.everyMs ?? 60_000;
    const isStatistic = own(now?.statistics ?? {}, statistic) !== undefined;
    for (let at = Math.ceil(fromMs / everyMs) * everyMs; at < toMs && at <= world.nowMs; at += everyMs) {
      const end = Math.min(at + everyMs, world.nowMs);
      const metric = findIn(world.estateAt(end));
      const shape = metric === undefined ? undefined : (own(metric.statistics, statistic) ?? metric.value);
      const value = shape === undefined ? undefined : shapeValue(shape, end - world.onsetMs);
      if (value !== undefined) values.push(value);
    }
    return { values, isStatistic, unit: now?.unit };
  };
};
