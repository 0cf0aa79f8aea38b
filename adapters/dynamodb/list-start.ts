import { isOpen } from '../../domain/incident/incident.ts';
import type { ListQuery, PageStart } from '../../protocol/ports/queries.ts';
import { historyShard, monthOf, SHARDS, serviceShard, shards } from './keys.ts';
import { StoreError } from './store-error.ts';

/** Where one shard of an index was left: not begun, exhausted, or after this record. */
export type Position = null | 'end' | { readonly pk: string; readonly openedAt: number };

/** Where a list was left. `toMs` is kept, so that incidents opened meanwhile do not come between its pages. */
export interface ListStart {
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

const unbegun: readonly Position[] = shards.map(() => null);

/** The index that answers a query best: by service, else the open ones, else month by month. */
export const startOf = (query: ListQuery): ListStart => {
  const toMs = Math.min(query.toMs ?? Number.POSITIVE_INFINITY, query.nowMs + CLOCK_SKEW_MS);
  const isByMonth = query.service === undefined && !areAllOpen(query.status);
  return { toMs, positions: unbegun, ...(isByMonth ? { month: monthOf(Math.max(0, toMs - 1)) } : {}) };
};

/** The first moment that a query may find. A query for times before the product has to say from when. */
export const earliestOf = (query: ListQuery): number => Math.max(0, query.fromMs ?? FIRST_MONTH_MS);

export const indexPartOf = (query: ListQuery, start: ListStart): IndexPart => {
  const { service } = query;
  const { month } = start;
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
export const partAfter = (start: ListStart, earliestMs: number): ListStart | undefined => {
  if (start.month === undefined) return undefined;
  const lastMsBefore = Date.parse(`${start.month}-01T00:00:00Z`) - 1;
  if (lastMsBefore < earliestMs) return undefined;
  return { ...start, month: monthOf(lastMsBefore), positions: unbegun };
};

const areAllOpen = (asked: ListQuery['status']): boolean =>
  asked?.every((status) => isOpen({ status })) ?? false;

export const writeStart = (start: ListStart): PageStart => JSON.stringify(start);

export const readStart = (text: PageStart): ListStart => {
  const start: unknown = JSON.parse(text);
  if (!isStart(start)) throw new StoreError('list', 'its page start', new TypeError('no start of this list'));
  return start;
};

const isStart = (value: unknown): value is ListStart =>
  typeof value === 'object' &&
  value !== null &&
  'toMs' in value &&
  typeof value.toMs === 'number' &&
  'positions' in value &&
  Array.isArray(value.positions) &&
  value.positions.length === SHARDS;
