import { entryIdOf } from '../../domain/incident/entry.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { matchesWhole } from '../../protocol/ports/list-filter.ts';
import type { IncidentQueries, ListQuery, PageStart } from '../../protocol/ports/queries.ts';
import { copy } from './copy.ts';
import { pageOf } from './page-of.ts';
import type { MemoryRecords } from './records.ts';

/** What the API reads, over the records of the memory store. */
export const createMemoryIncidentQueries = (records: MemoryRecords): IncidentQueries => ({
  list: async (query) => list(records, query),
  timeline: async (incidentId, limit, from) => {
    const { names, values, next } = pageOf(records.entriesOf(incidentId), limit, from);
    const entries = values.map((entry, n) => ({ id: entryIdOf(names[n] ?? ''), ...entry }));
    return { entries, ...(next === undefined ? {} : { next }) };
  },
  signals: async (incidentId, limit, from) => {
    const { values, next } = pageOf(records.signalsOf(incidentId), limit, from);
    return { signals: values, ...(next === undefined ? {} : { next }) };
  },
});

type Listed = Pick<Incident, 'id' | 'openedAtMs'>;

const newestFirst = (a: Listed, b: Listed): number =>
  b.openedAtMs - a.openedAtMs || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);

const matches = (query: ListQuery, incident: Incident): boolean =>
  matchesWhole(query, incident) &&
  (query.fromMs === undefined || incident.openedAtMs >= query.fromMs) &&
  (query.toMs === undefined || incident.openedAtMs < query.toMs);

const list = (
  records: MemoryRecords,
  query: ListQuery,
): { readonly incidents: readonly Incident[]; readonly next?: PageStart } => {
  const after: Listed | undefined = query.start === undefined ? undefined : JSON.parse(query.start);
  const matching = [...records.incidents.values()]
    .filter((incident) => matches(query, incident))
    .filter((incident) => after === undefined || newestFirst(after, incident) < 0)
    .sort(newestFirst);
  const incidents = copy(matching.slice(0, query.limit));
  const last = incidents.at(-1);
  if (last === undefined || matching.length <= query.limit) return { incidents };
  return { incidents, next: JSON.stringify({ id: last.id, openedAtMs: last.openedAtMs }) };
};
