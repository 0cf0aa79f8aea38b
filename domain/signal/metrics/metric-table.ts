import { agentMetrics, conventionalMetrics } from './agent.ts';
import { computeMetrics } from './compute.ts';
import { databaseMetrics } from './databases.ts';
import { deliveryMetrics } from './delivery.ts';
import { messagingMetrics } from './messaging.ts';
import type { Meaning, MetricRow, MetricRows } from './metric-row.ts';

/** What AWS documents of a metric. */
export interface MetricFacts {
  readonly meaning: Meaning;
  /** Absent where only the alarm can say it: a team's own metric under a conventional name. */
  readonly unit?: string;
}

/** The one place where units and meanings of metrics stand; each namespace names its AWS document. */
export const metricTable: ReadonlyMap<string, readonly MetricRow[]> = new Map(
  [computeMetrics, databaseMetrics, deliveryMetrics, messagingMetrics].flatMap((rows: MetricRows) =>
    Object.entries(rows),
  ),
);

const rowIn = (rows: readonly MetricRow[], name: string): MetricRow | undefined =>
  rows.find(([, , names]) => names.split(', ').includes(name));

const isOfAws = (namespace: string): boolean => /^\/?aws\//i.test(namespace);

/**
 * Unit and meaning of a metric, by its namespace and name as CloudWatch writes them; undefined for what no AWS document
 * in the table describes.
 */
export const factsOfMetric = (namespace: string, name: string): MetricFacts | undefined => {
  const own = rowIn(metricTable.get(namespace) ?? [], name);
  if (own !== undefined) return { unit: own[0], meaning: own[1] };
  const conventional = rowIn(conventionalMetrics, name);
  if (isOfAws(namespace) || namespace === 'System/Linux')
    return conventional === undefined ? undefined : { unit: conventional[0], meaning: conventional[1] };
  const agents = rowIn(agentMetrics, name);
  if (agents !== undefined) return { unit: agents[0], meaning: agents[1] };
  return conventional === undefined ? undefined : { meaning: conventional[1] };
};
