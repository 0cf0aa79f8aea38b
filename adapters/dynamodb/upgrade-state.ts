import { RECORD_SCHEMA } from '../../domain/incident/incident.ts';
import type { Item } from './item.ts';

/** Of items that were stored before they carried a version. */
const FIRST_SCHEMA = 1;

/** What turns each older shape of a STATE item into the next. */
const upgrades: Readonly<Record<number, (item: Item) => Item>> = {
  // Until 2, `mitigatedBy` held `signals-clear` where no person had said so.
  1: ({ mitigatedBy, ...item }) => {
    if (mitigatedBy === undefined) return item;
    if (mitigatedBy === 'signals-clear')
      return { ...item, mitigatedBy: 'tocsin', mitigatedReason: 'signals-clear' };
    const isByResolution =
      item['resolvedAtMs'] !== undefined && item['resolvedAtMs'] === item['mitigatedAtMs'];
    return { ...item, mitigatedBy, mitigatedReason: isByResolution ? 'resolved' : 'said-by-person' };
  },
};

/** The version in which a STATE item is stored. */
const schemaOf = (item: Item): number => (typeof item['schema'] === 'number' ? item['schema'] : FIRST_SCHEMA);

/**
 * A STATE item in the shape of this release; `schema` goes on saying how it is stored. A newer one is left as it is:
 * later releases only ever add to a shape that this one must be able to read.
 */
export const upgradeState = (item: Item): Item => {
  const stored = schemaOf(item);
  let upgraded = item;
  for (let schema = stored; schema < RECORD_SCHEMA; schema++)
    upgraded = upgrades[schema]?.(upgraded) ?? upgraded;
  return { ...upgraded, schema: stored };
};
