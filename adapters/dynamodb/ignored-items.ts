import type { IgnoredEvent } from '../../protocol/ports/record.ts';
import { writeItems } from './batch.ts';
import type { Item } from './item.ts';
import { ignoredKey } from './keys.ts';
import type { Table } from './table.ts';

/** Ignored events are kept so long (port `IncidentStore.recordIgnored`). */
const KEPT_S = 30 * 86_400;

/** Port `IncidentStore.recordIgnored`. The same event again is the same item. */
export const recordIgnored = (table: Table, events: readonly IgnoredEvent[]): Promise<void> => {
  const items = events.map(itemOfIgnored);
  // One call takes no key twice.
  const distinct = new Map(items.map((item) => [JSON.stringify([item['pk'], item['sk']]), item]));
  return writeItems(table, 'recordIgnored', [...distinct.values()]);
};

const itemOfIgnored = (event: IgnoredEvent): Item => ({
  ...ignoredKey(event.atMs, JSON.stringify([event.subject, event.order, event.reason, event.incidentId])),
  ...event,
  // Epoch seconds: the table's time to live.
  expiresAt: Math.floor(event.atMs / 1000) + KEPT_S,
});
