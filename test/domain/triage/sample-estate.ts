import type { CallGraph, Figures, Stretch, Target } from '../../../domain/triage/observations.ts';
import { type Ranking, rankOrigins } from '../../../domain/triage/rank-origins.ts';

/** Slots of these stories: a minute each. */
export const SLOT_MS = 60_000;
/** When the trouble of every story begins: 10:00 UTC, after an hour of normal operation. */
export const ONSET_MS = Date.UTC(2026, 10, 22, 10);
const HOUR = 60;

/** How a part does when all is well. */
export interface Usual {
  readonly requests: number;
  readonly latencyMs: number;
}

/** What differs in one slot; `null` stands for no figures at all. */
export type Change = (part: string, usual: Figures, slot: number) => Partial<Figures> | null;

const unchanged: Change = () => ({});

/** Between -1 and 1, the same for the same part and slot: FNV-1a, mixed once more. */
const wobble = (part: string, slot: number): number => {
  let hash = 0x811c9dc5;
  for (const character of `${part} ${slot}`) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (((hash ^ (hash >>> 13)) >>> 0) / 0xffffffff) * 2 - 1;
};

const figuresOf = (part: string, { requests, latencyMs }: Usual, slot: number): Figures => ({
  requests: Math.round(requests * (1 + 0.04 * wobble(part, slot))),
  latencyMs: latencyMs * (1 + 0.05 * wobble(`${part} latency`, slot)),
  faults: 0,
});

export interface Estate {
  readonly graph: CallGraph;
  readonly normal: Stretch;
  readonly suspect: (change?: Change) => Stretch;
}

const stretchOf = (
  parts: Readonly<Record<string, Usual>>,
  from: number,
  slots: number,
  change: Change,
): Stretch => ({
  slotMs: SLOT_MS,
  slots: Array.from({ length: slots }, (_, at) => ONSET_MS + (from + at) * SLOT_MS),
  parts: new Map(
    Object.entries(parts).map(([part, usual]) => [
      part,
      Array.from({ length: slots }, (_, at) => {
        const figures = figuresOf(part, usual, from + at);
        const changed = change(part, figures, at);
        return changed === null ? undefined : { ...figures, ...changed };
      }),
    ]),
  ),
});

/** An estate with an hour of normal operation; its suspect stretch is the ten minutes from the onset on. */
export const estate = (calls: readonly string[], parts: Readonly<Record<string, Usual>>): Estate => ({
  graph: {
    calls: calls.map((call) => {
      const [caller = '', callee = ''] = call.split(' → ');
      return { caller, callee };
    }),
  },
  normal: stretchOf(parts, -HOUR, HOUR, unchanged),
  suspect: (change = unchanged) => stretchOf(parts, 0, 10, change),
});

export const alarmOn = (part: string, measure: Target['measure']): Target => ({
  part,
  measure,
  atMs: ONSET_MS,
});

/** A shop whose pages need a database, payments and a search. */
export const shop = estate(
  ['web → checkout', 'web → catalogue', 'checkout → orders-db', 'checkout → payments', 'catalogue → search'],
  {
    web: { requests: 600, latencyMs: 120 },
    checkout: { requests: 200, latencyMs: 80 },
    catalogue: { requests: 400, latencyMs: 40 },
    'orders-db': { requests: 400, latencyMs: 12 },
    payments: { requests: 200, latencyMs: 30 },
    search: { requests: 400, latencyMs: 9 },
  },
);

export const ask = (of: Estate, change: Change, part: string, measure: 'latency' | 'faults'): Ranking =>
  rankOrigins(of.graph, of.normal, of.suspect(change), alarmOn(part, measure));

export const named = (ranking: Ranking): readonly string[] => ranking.origins.map(({ part }) => part);
export const why = (ranking: Ranking): string => (ranking.kind === 'none' ? ranking.reason : 'named');

/** Makes parts slower by so many ms a request, or some of their requests fail. */
export const slower =
  (by: Readonly<Record<string, number>>): Change =>
  (part, { latencyMs = 0 }) => ({ latencyMs: latencyMs + (by[part] ?? 0) });
export const failing =
  (faults: Readonly<Record<string, number>>): Change =>
  (part) => ({ faults: faults[part] ?? 0 });
