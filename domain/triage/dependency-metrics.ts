import type { Around } from './check.ts';
import type { MetricFacts, MetricSubject, SeriesAsked } from './facts/metrics.ts';
import type { Dependency, GraphFacts, GraphSubject } from './facts/service-graph.ts';
import { graphSlots } from './graph-slots.ts';
import type { Call, Figures, Stretch } from './observations.ts';

type Kind = 'load-balancer' | 'function' | 'database' | 'cluster';

/** A resource whose metrics tell how a part of the graph does. */
interface Source {
  /** The service, or the database itself: it is a part of its own. */
  readonly part: string;
  readonly resource: string;
  readonly kind: Kind;
  readonly dimension: readonly [string, string];
}

/** CloudWatch's metrics of each kind: of requests, of those that failed, and how long each took, in ms. */
const kinds: Readonly<
  Record<
    Kind,
    {
      readonly namespace: string;
      readonly requests: readonly string[];
      readonly faults: readonly string[];
      /** The slowest counts. */
      readonly latency: readonly string[];
      readonly toMs: number;
    }
  >
> = {
  'load-balancer': {
    namespace: 'AWS/ApplicationELB',
    requests: ['RequestCount'],
    faults: ['HTTPCode_Target_5XX_Count', 'HTTPCode_ELB_5XX_Count'],
    latency: ['TargetResponseTime'],
    toMs: 1_000,
  },
  function: {
    namespace: 'AWS/Lambda',
    requests: ['Invocations'],
    faults: ['Errors'],
    latency: ['Duration'],
    toMs: 1,
  },
  // A database counts no requests: what it has is the time of its disk.
  database: {
    namespace: 'AWS/RDS',
    requests: [],
    faults: [],
    latency: ['ReadLatency', 'WriteLatency'],
    toMs: 1_000,
  },
  cluster: {
    namespace: 'AWS/RDS',
    requests: [],
    faults: [],
    latency: ['SelectLatency', 'DMLLatency'],
    // Aurora's are in ms, those of RDS in seconds.
    toMs: 1,
  },
};

/** Load balancers by name as CloudWatch knows them (`app/<name>/<id>`); one that is absent has no metrics. */
export type LoadBalancerPaths = ReadonlyMap<string, string>;

/** Names of the load balancers whose paths the metrics take. */
export const loadBalancersOf = ({ dependencies }: GraphSubject): readonly string[] => [
  ...new Set(dependencies.flatMap(({ estate }) => estate.loadBalancers ?? [])),
];

const sourcesOf = ({ service, estate }: Dependency, paths: LoadBalancerPaths): readonly Source[] => {
  const { loadBalancers = [], functions = [], databases = [], databaseClusters = [] } = estate;
  return [
    ...loadBalancers.flatMap((name): readonly Source[] => {
      const path = paths.get(name);
      const kind = 'load-balancer';
      return path === undefined
        ? []
        : [{ part: service, resource: name, kind, dimension: ['LoadBalancer', path] }];
    }),
    ...functions.map(
      (name): Source => ({
        part: service,
        resource: name,
        kind: 'function',
        dimension: ['FunctionName', name],
      }),
    ),
    ...databases.map(
      (name): Source => ({
        part: name,
        resource: name,
        kind: 'database',
        dimension: ['DBInstanceIdentifier', name],
      }),
    ),
    ...databaseClusters.map(
      (name): Source => ({
        part: name,
        resource: name,
        kind: 'cluster',
        dimension: ['DBClusterIdentifier', name],
      }),
    ),
  ];
};

const allSources = ({ dependencies }: GraphSubject, paths: LoadBalancerPaths): readonly Source[] =>
  dependencies.flatMap((one) => sourcesOf(one, paths));

/** What CloudWatch is asked of a service and of all that it depends on: in the order of `graphOfMetrics`. */
export const dependencyMetrics = (
  subject: GraphSubject,
  paths: LoadBalancerPaths,
  around: Around,
): readonly MetricSubject[] => {
  const { slotMs, normal } = graphSlots(around);
  const spanMs = around.onsetMs - (normal[0] ?? around.onsetMs);
  return allSources(subject, paths).map(({ resource, kind, dimension: [key, value] }) => {
    const { namespace, requests, faults, latency } = kinds[kind];
    const asked = (name: string, stat: string): SeriesAsked => ({
      name,
      metric: { namespace, name, dimensions: { [key]: value } },
      stat,
      periodS: slotMs / 1_000,
      spanMs,
      before: 'onset',
    });
    return {
      resource,
      series: [
        ...[...requests, ...faults].map((name) => asked(name, 'Sum')),
        ...latency.map((name) => asked(name, 'Average')),
      ],
    };
  });
};

const valuesAt = ({ series }: MetricFacts, names: readonly string[], startMs: number): readonly number[] =>
  names.flatMap((name) => series[name]?.find(({ atMs }) => atMs === startMs)?.value ?? []);

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** Nothing where the resource reported nothing in this slot. One that counts requests reports none of failures where none failed. */
const figuresAt = (kind: Kind, facts: MetricFacts, startMs: number): Figures | undefined => {
  const { requests, faults, latency, toMs } = kinds[kind];
  const counted = valuesAt(facts, requests, startMs);
  const slow = valuesAt(facts, latency, startMs);
  if (counted.length === 0 && slow.length === 0) return undefined;
  const failed = sumOf(valuesAt(facts, faults, startMs));
  return {
    ...(slow.length === 0 ? {} : { latencyMs: Math.max(...slow) * toMs }),
    ...(requests.length === 0 ? {} : { requests: sumOf(counted), faults: failed }),
  };
};

/** Several ways into a service (load balancers, functions) are one part: requests add up, latency by requests. */
const together = (a: Figures | undefined, b: Figures | undefined): Figures | undefined => {
  if (a === undefined || b === undefined) return a ?? b;
  const requests = (a.requests ?? 0) + (b.requests ?? 0);
  const waited = (a.latencyMs ?? 0) * (a.requests ?? 0) + (b.latencyMs ?? 0) * (b.requests ?? 0);
  return {
    requests,
    faults: (a.faults ?? 0) + (b.faults ?? 0),
    ...(requests === 0 ? {} : { latencyMs: waited / requests }),
  };
};

const callsOf = ({ dependencies }: GraphSubject): readonly Call[] =>
  dependencies.flatMap(({ service, dependsOn, estate }) =>
    [...dependsOn, ...(estate.databases ?? []), ...(estate.databaseClusters ?? [])].map((callee) => ({
      caller: service,
      callee,
    })),
  );

/** The graph that tocsin.yml lists, with what CloudWatch answered to `dependencyMetrics`. */
export const graphOfMetrics = (
  subject: GraphSubject,
  paths: LoadBalancerPaths,
  answered: readonly MetricFacts[],
  around: Around,
): GraphFacts => {
  const { slotMs, normal, suspect } = graphSlots(around);
  const sources = allSources(subject, paths);
  const stretchOf = (slots: readonly number[]): Stretch => {
    const parts = new Map<string, readonly (Figures | undefined)[]>();
    for (const [n, { part, kind }] of sources.entries()) {
      const facts = answered[n];
      if (facts === undefined) continue;
      const row = slots.map((startMs) => figuresAt(kind, facts, startMs));
      if (row.every((figures) => figures === undefined)) continue;
      const known = parts.get(part);
      parts.set(part, known === undefined ? row : row.map((figures, at) => together(known[at], figures)));
    }
    return { slotMs, slots, parts };
  };
  const { service, measures } = subject;
  return {
    ...{ service, measures, source: 'metrics' },
    names: [service],
    graph: { calls: callsOf(subject) },
    normal: stretchOf(normal),
    suspect: stretchOf(suspect),
  };
};
