import type { Incident } from '../../domain/incident/incident.ts';
import type { ListQuery, PageStart } from '../../protocol/ports/queries.ts';
import { readItems } from './batch.ts';
import { incidentOfItem } from './incident-item.ts';
import { shards } from './keys.ts';
import {
  earliestOf,
  indexPartOf,
  type ListStart,
  partAfter,
  readStart,
  startOf,
  writeStart,
} from './list-start.ts';
import { type ShardWalk, type Summary, walkShard } from './shard-walk.ts';
import type { Table } from './table.ts';

/** A request examines about this many index records, and this many months, then answers a short page. */
const MAX_EXAMINED = 400;
const MAX_MONTHS = 13;
/** Records read from a shard at once, when a filter is applied to them. */
const READ_AHEAD = 25;

type Page = { readonly incidents: readonly Incident[]; readonly next?: PageStart };

/** Port `IncidentQueries.list`: the shards of an index merged newest first, filtered by what the index projects. */
export const listIncidents = async (table: Table, query: ListQuery): Promise<Page> => {
  const picked: Summary[] = [];
  let examined = 0;
  let months = 0;
  let start: ListStart | undefined = query.start === undefined ? startOf(query) : readStart(query.start);
  const earliestMs = earliestOf(query);
  while (start !== undefined) {
    if (months === MAX_MONTHS) break;
    const walked = await walkPart(table, query, start, earliestMs, picked, MAX_EXAMINED - examined);
    examined += walked.examined;
    months += 1;
    if (!walked.isExhausted) {
      start = walked.start;
      break;
    }
    start = partAfter(start, earliestMs);
  }
  const incidents = await readPicked(table, query, picked);
  return start === undefined ? { incidents } : { incidents, next: writeStart(start) };
};

interface Walked {
  readonly start: ListStart;
  readonly examined: number;
  readonly isExhausted: boolean;
}

/** Walks one index part until it is exhausted, the budget is spent, or a record is left over for the next page. */
const walkPart = async (
  table: Table,
  query: ListQuery,
  start: ListStart,
  earliestMs: number,
  picked: Summary[],
  budget: number,
): Promise<Walked> => {
  const range = { fromMs: earliestMs, lastMs: start.toMs - 1 };
  if (range.fromMs > range.lastMs) return { start, examined: 0, isExhausted: true };
  const part = indexPartOf(query, start);
  const walks = shards.map((shard) => walkShard(table, part, shard, range, start.positions[shard] ?? null));
  let examined = 0;
  const stop = (isExhausted: boolean): Walked => ({
    start: { ...start, positions: walks.map((walk) => walk.position()) },
    examined,
    isExhausted,
  });
  for (;;) {
    const dry = walks.filter((walk) => walk.needsMore());
    if (dry.length > 0) {
      if (examined >= budget) return stop(false);
      const counts = await Promise.all(dry.map((walk) => walk.readMore(readAhead(query))));
      examined += counts.reduce((sum, count) => sum + count, 0);
      continue;
    }
    const newest = newestOf(walks);
    const record = newest?.head();
    if (newest === undefined || record === undefined) return stop(true);
    if (matchesSummary(query, record)) {
      if (picked.length === query.limit) return stop(false);
      picked.push(record);
    }
    newest.take();
  }
};

/** Without a filter the page alone decides how much is needed: its share of each shard and a little more. */
const readAhead = (query: ListQuery): number => {
  const isFiltered =
    query.severity !== undefined || query.scenario !== undefined || query.status !== undefined;
  return isFiltered ? READ_AHEAD : Math.min(READ_AHEAD, Math.ceil(query.limit / 4) + 1);
};

/** Newest first; of the same moment, by id. */
const newestOf = (walks: readonly ShardWalk[]): ShardWalk | undefined => {
  let newest: ShardWalk | undefined;
  for (const walk of walks) {
    const record = walk.head();
    const best = newest?.head();
    if (record === undefined) continue;
    const isNewer =
      best === undefined ||
      record.openedAt > best.openedAt ||
      (record.openedAt === best.openedAt && record.pk > best.pk);
    if (isNewer) newest = walk;
  }
  return newest;
};

const matchesSummary = (query: ListQuery, summary: Summary): boolean =>
  (query.status === undefined || summary.status === query.status) &&
  (query.severity === undefined || summary.severity === query.severity) &&
  (query.scenario === undefined || summary.scenario === query.scenario) &&
  (query.service === undefined || summary.serviceName === query.service);

/** The index lags behind: what no longer matches is left out, and so is a record at a place that its item has left. */
const readPicked = async (
  table: Table,
  query: ListQuery,
  picked: readonly Summary[],
): Promise<readonly Incident[]> => {
  const items = await readItems(
    table,
    'list',
    picked.map(({ pk }) => ({ pk, sk: 'STATE' })),
  );
  const byPk = new Map(items.map((item) => [String(item['pk']), incidentOfItem(item)]));
  return picked
    .map(({ pk, openedAt }) => ({ openedAt, incident: byPk.get(pk) }))
    .flatMap(({ openedAt, incident }) => (incident?.openedAtMs === openedAt ? [incident] : []))
    .filter(({ status, severity, scenario, service }) =>
      matchesSummary(query, { pk: '', openedAt: 0, status, severity, scenario, serviceName: service }),
    );
};
