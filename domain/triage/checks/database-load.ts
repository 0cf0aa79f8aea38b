import type { Check } from '../check.ts';
import type { MetricFacts, SeriesAsked } from '../facts/metrics.ts';
import type { Interpretation } from '../finding.ts';
import { aroundOnset, lowestOf, MINUTE_MS, medianOf, numberText, sinceOnset, worstOf } from './series.ts';

/** Service Outage Runbook, "Check Database Connectivity": Average over 300 s; an hour before tells what is normal. */
const PERIOD_S = 300;
const BEFORE_MS = 60 * MINUTE_MS;

const metrics = {
  cpu: 'CPUUtilization',
  connections: 'DatabaseConnections',
  freeStorage: 'FreeStorageSpace',
  freeMemory: 'FreeableMemory',
  readS: 'ReadLatency',
  writeS: 'WriteLatency',
  replicaLagS: 'ReplicaLag',
  auroraLagMs: 'AuroraReplicaLag',
} as const;

const seriesOf = (dimension: string, name: string): readonly SeriesAsked[] =>
  Object.entries(metrics).map(([key, metric]) => ({
    name: key,
    metric: { namespace: 'AWS/RDS', name: metric, dimensions: { [dimension]: name } },
    stat: 'Average',
    periodS: PERIOD_S,
    spanMs: BEFORE_MS,
    before: 'onset' as const,
  }));

export const databaseLoad: Check<'database-load'> = {
  scenarios: ['outage', 'database', 'generic'],
  tells: 'CPU, connections, storage and replication lag of the database',
  subjectsOf: ({ estate }) => [
    ...estate.databases.map((name) => ({ resource: name, series: seriesOf('DBInstanceIdentifier', name) })),
    ...estate.databaseClusters.map((name) => ({
      resource: name,
      series: seriesOf('DBClusterIdentifier', name),
    })),
  ],
  interpret: (facts, around) => interpret(facts, around),
};

/** Emergency Response Procedures, "Alert Thresholds": CPU utilization. */
const HIGH_CPU = 90;
/** Connections that have grown by so much since onset have run up against something. */
const CONNECTIONS_GROWN = 3;
const FEW_CONNECTIONS = 20;
/** A replica so far behind serves what is long past, and loses it in a failover. */
const LAG_S = 60;
/** RDS User Guide, "Amazon RDS DB instance running out of storage". */
const FULL_BYTES = 1_000_000_000;

const interpret = (
  facts: MetricFacts,
  around: Parameters<Check<'database-load'>['interpret']>[1],
): Interpretation => {
  const { resource, series } = facts;
  const { cpu = [], connections = [], freeStorage = [], replicaLagS = [], auroraLagMs = [] } = series;
  const split = aroundOnset(connections, around);
  const now = worstOf(split.after) ?? connections.at(-1)?.value;
  const usual = medianOf(split.before);
  const worstCpu = worstOf(aroundOnset(cpu, around).after) ?? cpu.at(-1)?.value;
  const lagS = worstOf([
    ...sinceOnset(replicaLagS, around),
    ...sinceOnset(auroraLagMs, around).map(({ atMs, value }) => ({ atMs, value: value / 1_000 })),
  ]);
  const free = lowestOf(freeStorage);
  const evidence = {
    ...(worstCpu === undefined ? {} : { cpuPercent: worstCpu }),
    ...(now === undefined ? {} : { connections: now }),
    ...(usual === undefined ? {} : { connectionsBefore: usual }),
    ...(free === undefined ? {} : { freeStorageBytes: free }),
    ...(lagS === undefined ? {} : { replicaLagS: lagS }),
  };
  if (Object.values(series).every((points) => points.length === 0))
    return { state: 'unknown', reason: 'not-found', text: `Database ${resource} has no metrics`, evidence };
  if (free !== undefined && free < FULL_BYTES)
    return {
      state: 'failed',
      reason: 'storage-full',
      text: `Database ${resource} has ${numberText(free / 1e9)} GB of storage left`,
      evidence,
    };
  if (worstCpu !== undefined && worstCpu > HIGH_CPU)
    return {
      state: 'degraded',
      reason: 'database-cpu',
      text: `Database ${resource}: CPU at ${numberText(worstCpu)} %`,
      evidence,
    };
  if (now !== undefined && usual !== undefined && now > FEW_CONNECTIONS && now > usual * CONNECTIONS_GROWN)
    return {
      state: 'degraded',
      reason: 'connections-grow',
      text: `Database ${resource}: ${numberText(now)} connections, ${numberText(usual)} before`,
      evidence,
    };
  if (lagS !== undefined && lagS > LAG_S)
    return {
      state: 'degraded',
      reason: 'replica-lag',
      text: `Replication of ${resource} is ${numberText(lagS)} s behind`,
      evidence,
    };
  return {
    state: 'healthy',
    reason: 'database-load-normal',
    text: `Load of database ${resource} is normal`,
    evidence,
  };
};
