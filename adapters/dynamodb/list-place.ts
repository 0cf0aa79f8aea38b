import type { ListQuery, Place } from '../../protocol/ports/queries.ts';
import { historyShard, monthOf, SHARDS, serviceShard, shards } from './keys.ts';
import { StoreError } from './store-error.ts';

/** Where one shard of an index was left: not begun, exhausted, or after this record. */
export type Position = null | 'end' | { readonly pk: string; readonly openedAt: number };

/** Where a list was left. `toMs` is kept, so that what opens while somebody pages does not come between. */
export interface ListPlace {
  readonly toMs: number;
  /** `yyyy-mm` of the `history` index. */
  readonly month?: string;
  readonly positions: readonly Position[];
}

/** An index and the partition of it that holds a shard. */
export interface IndexPart {
  readonly index: 'open' | 'service' | 'history';
  readonly attribute: 'openShard' | 'serviceShard' | 'historyShard';
  partition(shard: number): string;
}

/** Clocks of functions differ by less: what another one opened just now is not cut off. */
const CLOCK_SKEW_MS = 300_000;
/** No incident is older than the product: the months before need not be searched. */
const FIRST_MONTH_MS = Date.UTC(2026, 0, 1);

export const unbegun: readonly Position[] = shards.map(() => null);

/** The index that answers a query best: by service, else the open ones, else month by month. */
export const startOf = (query: ListQuery): ListPlace => {
  const toMs = Math.min(query.toMs ?? Number.POSITIVE_INFINITY, query.nowMs + CLOCK_SKEW_MS);
  const isByMonth = query.service === undefined && !isOpenStatus(query.status);
  return { toMs, positions: unbegun, ...(isByMonth ? { month: monthOf(Math.max(0, toMs - 1)) } : {}) };
};

/** The first moment that a query may find. Who wants what is dated before the product says from when. */
export const earliestOf = (query: ListQuery): number => Math.max(0, query.fromMs ?? FIRST_MONTH_MS);

export const indexPartOf = (query: ListQuery, place: ListPlace): IndexPart => {
  const { service } = query;
  const { month } = place;
  if (month !== undefined) {
    const partition = (shard: number) => historyShard(month, shard);
    return { index: 'history', attribute: 'historyShard', partition };
  }
  if (service !== undefined) {
    const partition = (shard: number) => serviceShard(service, shard);
    return { index: 'service', attribute: 'serviceShard', partition };
  }
  return { index: 'open', attribute: 'openShard', partition: (shard) => String(shard) };
};

/** The month before, if the query reaches back so far. Indexes that are not by month have no second part. */
export const partAfter = (place: ListPlace, earliestMs: number): ListPlace | undefined => {
  if (place.month === undefined) return undefined;
  const lastMsBefore = Date.parse(`${place.month}-01T00:00:00Z`) - 1;
  if (lastMsBefore < earliestMs) return undefined;
  return { ...place, month: monthOf(lastMsBefore), positions: unbegun };
};

const isOpenStatus = (status: ListQuery['status']): boolean =>
  status === 'investigating' || status === 'mitigated';

export const writePlace = (place: ListPlace): Place => JSON.stringify(place);

export const readPlace = (text: Place): ListPlace => {
  const place: unknown = JSON.parse(text);
  if (!isPlace(place)) throw new StoreError('list', 'its place', new TypeError('not a place of this list'));
  return place;
};

const isPlace = (value: unknown): value is ListPlace =>
  typeof value === 'object' &&
  value !== null &&
  'toMs' in value &&
  typeof value.toMs === 'number' &&
  'positions' in value &&
  Array.isArray(value.positions) &&
  value.positions.length === SHARDS;
