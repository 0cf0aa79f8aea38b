import { agentMetrics, conventionalMetrics } from './agent.ts';
import { computeMetrics } from './compute.ts';
import { databaseMetrics } from './databases.ts';
import { deliveryMetrics } from './delivery.ts';
import { messagingMetrics } from './messaging.ts';
import type { Meaning, MetricRow, MetricRows } from './metric-row.ts';
import { storeMetrics } from './stores.ts';

/** What AWS documents of a metric. */
export interface MetricFacts {
  readonly meaning: Meaning;
  /** Absent where only the alarm can say it: a team's own metric under a conventional name; and for counts. */
  readonly unit?: string;
}

/** The one place where units and meanings of metrics stand; each namespace names its AWS document. */
export const metricTable: ReadonlyMap<string, readonly MetricRow[]> = new Map(
  [computeMetrics, databaseMetrics, deliveryMetrics, messagingMetrics, storeMetrics].flatMap(
    (rows: MetricRows) => Object.entries(rows),
  ),
);

const isName = (pattern: string, name: string): boolean => {
  if (pattern.startsWith('*')) return name.endsWith(pattern.slice(1));
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name;
};

const rowIn = (rows: readonly MetricRow[], name: string): MetricRow | undefined =>
  rows.find(([, , names]) => names.split(', ').some((pattern) => isName(pattern, name)));

const isOfAws = (namespace: string): boolean => /^\/?aws\//i.test(namespace);

/**
 * Unit and meaning of a metric, by its namespace and name as CloudWatch writes them; undefined for a team's own, which no
 * AWS document describes.
 */
export const factsOfMetric = (namespace: string, name: string): MetricFacts | undefined => {
  const own = rowIn(metricTable.get(namespace) ?? [], name);
  if (own !== undefined) return { unit: own[0], meaning: own[1] };
  const conventional = rowIn(conventionalMetrics, name);
  if (isOfAws(namespace) || namespace === 'System/Linux')
    return conventional === undefined
      ? { meaning: 'other' }
      : { unit: conventional[0], meaning: conventional[1] };
  const agents = rowIn(agentMetrics, name);
  if (agents !== undefined) return { unit: agents[0], meaning: agents[1] };
  return conventional === undefined ? undefined : { meaning: conventional[1] };
};
