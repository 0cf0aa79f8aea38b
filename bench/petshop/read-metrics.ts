import type { CallGraph, Figures, Measure, Stretch } from '../../domain/triage/observations.ts';
import { readTable } from './read-table.ts';

/** Slots of the data set: one each five minutes. */
const SLOT_MS = 300_000;
const MS = 1_000;

/** The measure of the product that a metric of the data set is an alarm on. */
export const measureOf = (metric: string, file: string): Measure => {
  if (metric === 'latency') return 'latency';
  if (metric === 'availability') return 'faults';
  throw new Error(`${file}: target.metric is "${metric}": expected "latency" or "availability"`);
};

type Cells = ReadonlyMap<string, string>;

const numberIn = (cells: Cells, metric: string): number | undefined => {
  const text = cells.get(metric);
  return text === undefined || text === '' ? undefined : Number(text);
};

/** Latency is in seconds there, availability in percent. A percentage of no requests is absent. */
const figuresOf = (cells: Cells): Figures => {
  const requests = numberIn(cells, 'requests');
  const latency = numberIn(cells, 'latency');
  const availability = numberIn(cells, 'availability');
  return {
    ...(requests === undefined ? {} : { requests }),
    ...(latency === undefined ? {} : { latencyMs: latency * MS }),
    ...(availability === undefined || requests === undefined
      ? {}
      : { faults: requests * (1 - availability / 100) }),
  };
};

/** What is read of each metric: percentiles are left out. */
const statistics: ReadonlyMap<string, string> = new Map([
  ['latency', 'Average'],
  ['requests', 'Sum'],
  ['availability', 'Average'],
]);

/** `metrics.csv`: rows of part, metric and statistic above, then a row a slot by epoch seconds. */
export const readMetrics = (file: string): Stretch => {
  const [parts = [], metrics = [], names = [], ...below] = readTable(file);
  const rows = below.filter(([first]) => first !== '' && Number.isFinite(Number(first)));
  const columns = new Map<string, Map<string, number>>();
  for (const [at, part] of parts.entries()) {
    const metric = metrics[at] ?? '';
    if (at === 0 || statistics.get(metric) !== names[at]) continue;
    columns.set(part, (columns.get(part) ?? new Map()).set(metric, at));
  }
  const figuresIn = (row: readonly string[], ofPart: ReadonlyMap<string, number>): Figures =>
    figuresOf(new Map([...ofPart].map(([metric, at]) => [metric, row[at] ?? ''])));
  return {
    slotMs: SLOT_MS,
    slots: rows.map(([first]) => Number(first) * MS),
    parts: new Map([...columns].map(([part, ofPart]) => [part, rows.map((row) => figuresIn(row, ofPart))])),
  };
};

/** `graph.csv`: a one where the row's part calls the column's. */
export const readGraph = (file: string): CallGraph => {
  const [[, ...callees] = [], ...rows] = readTable(file);
  return {
    calls: rows.flatMap(([caller = '', ...cells]) =>
      cells.flatMap((cell, at) => (Number(cell) > 0 ? [{ caller, callee: callees[at] ?? '' }] : [])),
    ),
  };
};
