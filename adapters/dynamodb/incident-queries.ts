import { entryIdOf, type KeptEntry } from '../../domain/incident/entry.ts';
import type { IncidentQueries } from '../../protocol/ports/queries.ts';
import type { Item } from './item.ts';
import { readItemPage } from './item-pages.ts';
import { ENTRY_PREFIX, SIGNAL_PREFIX } from './keys.ts';
import { listIncidents } from './list-incidents.ts';
import { signalOfItem } from './signal-items.ts';
import type { Table } from './table.ts';

/** What the API reads, on DynamoDB. Every method throws StoreError when the table cannot be reached. */
export const createDynamoDbIncidentQueries = (table: Table): IncidentQueries => ({
  list: (query) => listIncidents(table, query),
  timeline: async (incidentId, limit, from) => {
    const { items, ...next } = await readItemPage(table, 'timeline', incidentId, ENTRY_PREFIX, limit, from);
    return { entries: items.map(entryOfItem), ...next };
  },
  signals: async (incidentId, limit, from) => {
    const { items, ...next } = await readItemPage(table, 'signals', incidentId, SIGNAL_PREFIX, limit, from);
    return { signals: items.map(signalOfItem), ...next };
  },
});

const entryOfItem = (item: Item): KeptEntry => {
  const { pk, sk, ...members } = item;
  const entry: object = { id: entryIdOf(String(sk).slice(ENTRY_PREFIX.length)), ...members };
  return entry as KeptEntry;
};
