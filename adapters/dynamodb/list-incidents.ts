import type { Incident } from '../../domain/incident/incident.ts';
import { matchesListed, matchesWhole, wantsWhole } from '../../protocol/ports/list-filter.ts';
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

/** A search reads about this many incidents a request, this many at once: an index does not have what it looks for. */
const MAX_SEARCHED = 200;
const SEARCHED_AT_ONCE = 50;

/**
 * Port `IncidentQueries.list`: the shards of an index merged newest first, filtered by what the index projects, and
 * then by the incident itself where the query asks for more.
 */
export const listIncidents = async (table: Table, query: ListQuery): Promise<Page> => {
  const isSearch = wantsWhole(query);
  const found: Incident[] = [];
  const spent = { examined: 0, months: 0 };
  let start: ListStart | undefined = query.start === undefined ? startOf(query) : readStart(query.start);
  for (let searched = 0; start !== undefined; searched += SEARCHED_AT_ONCE) {
    const picking = await pick(table, query, start, isSearch ? SEARCHED_AT_ONCE : query.limit, spent);
    for (const { incident, after } of await readPicked(table, query, picking.picked)) {
      if (found.length === query.limit) return { incidents: found, next: writeStart(start) };
      found.push(incident);
      start = after;
    }
    start = picking.next;
    const isSpent = spent.examined >= MAX_EXAMINED || spent.months >= MAX_MONTHS;
    const isFull = found.length === query.limit || searched + SEARCHED_AT_ONCE >= MAX_SEARCHED;
    if (!isSearch || isSpent || isFull) break;
  }
  return start === undefined ? { incidents: found } : { incidents: found, next: writeStart(start) };
};

/** What a request has examined so far. */
interface Spent {
  examined: number;
  months: number;
}

/** A record that an index shows as matching, and where a list goes on after it. */
interface Picked {
  readonly summary: Summary;
  readonly after: ListStart;
}

/** The next records that match as far as the index tells, over the months; at most `room`. */
const pick = async (
  table: Table,
  query: ListQuery,
  from: ListStart,
  room: number,
  spent: Spent,
): Promise<{ readonly picked: readonly Picked[]; readonly next: ListStart | undefined }> => {
  const picked: Picked[] = [];
  const earliestMs = earliestOf(query);
  let start: ListStart | undefined = from;
  while (start !== undefined && spent.months < MAX_MONTHS) {
    const walked = await walkPart(
      table,
      query,
      start,
      earliestMs,
      picked,
      room,
      MAX_EXAMINED - spent.examined,
    );
    spent.examined += walked.examined;
    spent.months += 1;
    if (!walked.isExhausted) return { picked, next: walked.start };
    start = partAfter(start, earliestMs);
  }
  return { picked, next: start };
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
  picked: Picked[],
  room: number,
  budget: number,
): Promise<Walked> => {
  const range = { fromMs: earliestMs, lastMs: start.toMs - 1 };
  if (range.fromMs > range.lastMs) return { start, examined: 0, isExhausted: true };
  const part = indexPartOf(query, start);
  const walks = shards.map((shard) => walkShard(table, part, shard, range, start.positions[shard] ?? null));
  let examined = 0;
  const here = (): ListStart => ({ ...start, positions: walks.map((walk) => walk.position()) });
  const stop = (isExhausted: boolean): Walked => ({ start: here(), examined, isExhausted });
  for (;;) {
    const dry = walks.filter((walk) => walk.needsMore());
    if (dry.length > 0) {
      if (examined >= budget) return stop(false);
      const counts = await Promise.all(dry.map((walk) => walk.readMore(readAhead(query))));
      examined += counts.reduce((sum, count) => sum + count, 0);
      continue;
    }
    const newest = newestOf(walks);
    const summary = newest?.head();
    if (newest === undefined || summary === undefined) return stop(true);
    const isMatch = matchesListed(query, { ...summary, service: summary.serviceName });
    if (isMatch && picked.length === room) return stop(false);
    newest.take();
    if (isMatch) picked.push({ summary, after: here() });
  }
};

/** Without a filter the page alone decides how much is needed: its share of each shard and a little more. */
const readAhead = (query: ListQuery): number => {
  const isFiltered =
    wantsWhole(query) ||
    query.severity !== undefined ||
    query.scenario !== undefined ||
    query.status !== undefined;
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

/** The index lags behind: what no longer matches is left out, and so is a record at a place that its item has left. */
const readPicked = async (
  table: Table,
  query: ListQuery,
  picked: readonly Picked[],
): Promise<readonly { readonly incident: Incident; readonly after: ListStart }[]> => {
  const items = await readItems(
    table,
    'list',
    picked.map(({ summary: { pk } }) => ({ pk, sk: 'STATE' })),
  );
  const byPk = new Map(items.map((item) => [String(item['pk']), incidentOfItem(item)]));
  return picked.flatMap(({ summary, after }) => {
    const incident = byPk.get(summary.pk);
    if (incident === undefined || incident.openedAtMs !== summary.openedAt) return [];
    return matchesWhole(query, incident) ? [{ incident, after }] : [];
  });
};
