import { RECORD_SCHEMA } from '../../domain/incident/incident.ts';
import type { Item } from './item.ts';

/** The version of items that were stored before they carried one. */
const FIRST_SCHEMA = 1;

/**
 * Takes apart what schema 1 holds in `mitigatedBy`. The values decide, not the schema number: an older release that
 * runs beside this one writes its own meaning into an item of schema 2, and leaves the number and the reason as they
 * are.
 */
const reasonApart = ({ mitigatedBy, mitigatedReason, ...item }: Item): Item => {
  if (mitigatedBy === undefined) return item;
  if (mitigatedBy === 'signals-clear')
    return { ...item, mitigatedBy: 'tocsin', mitigatedReason: 'signals-clear' };
  const isStale = mitigatedReason === 'signals-clear' && mitigatedBy !== 'tocsin';
  if (mitigatedReason !== undefined && !isStale) return { ...item, mitigatedBy, mitigatedReason };
  const isByResolution = item['resolvedAtMs'] !== undefined && item['resolvedAtMs'] === item['mitigatedAtMs'];
  return { ...item, mitigatedBy, mitigatedReason: isByResolution ? 'resolved' : 'said-by-person' };
};

/** What turns each older shape of a STATE item into the next. */
const upgrades: Readonly<Record<number, (item: Item) => Item>> = {
  // Until 2, `mitigatedBy` held `signals-clear` where no person had said so.
  1: reasonApart,
};

/** The version in which a STATE item is stored. */
const schemaOf = (item: Item): number => (typeof item['schema'] === 'number' ? item['schema'] : FIRST_SCHEMA);

/**
 * A STATE item in the shape of this release; `schema` still says how it is stored. A newer item is left as it is:
 * later releases only ever add to a shape that this one must be able to read.
 */
export const upgradeState = (item: Item): Item => {
  const stored = schemaOf(item);
  let upgraded = item;
  for (let schema = stored; schema < RECORD_SCHEMA; schema++)
    upgraded = upgrades[schema]?.(upgraded) ?? upgraded;
  if (stored === RECORD_SCHEMA) upgraded = reasonApart(upgraded);
  return { ...upgraded, schema: stored };
};
