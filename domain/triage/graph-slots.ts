import type { Around } from './check.ts';

const MINUTE_MS = 60_000;

/** When each slot of a stretch begins, epoch ms, ascending; all are `slotMs` long. */
export interface GraphSlots {
  readonly slotMs: number;
  readonly normal: readonly number[];
  readonly suspect: readonly number[];
}

interface Plan {
  readonly slotMs: number;
  /** Slots before the suspect stretch, and how many of that are before the onset. */
  readonly normal: number;
  readonly before: number;
  /** Slots from the one with the onset on, at most. */
  readonly after: number;
}

/**
 * A slot is a call of X-Ray's GetServiceGraph, which answers sums over the time that it is asked for, and has no
 * published rate: about 30 calls have to fit into the 5 seconds of a check. Minutes as long as minutes are all there is:
 * of slots of five the first that ended after an onset comes five minutes late. From then on five minutes, of which an
 * hour tells better what is normal. CloudWatch keeps both lengths; it is asked in the same slots.
 */
const MINUTES: Plan = { slotMs: MINUTE_MS, normal: 15, before: 5, after: 11 };
const FIVES: Plan = { slotMs: 5 * MINUTE_MS, normal: 12, before: 1, after: 7 };
const MINUTES_UNTIL_MS = 10 * MINUTE_MS;

/** What came last is not all there yet: a slot is looked at so long after its end. */
const SETTLED_MS = 30_000;

const slotsFrom = (firstMs: number, slotMs: number, count: number): readonly number[] =>
  Array.from({ length: Math.max(0, count) }, (_, n) => firstMs + n * slotMs);

/** The slots in which the parts of a graph are looked at. Right after the onset there is none yet that began since. */
export const graphSlots = ({ onsetMs, nowMs }: Around): GraphSlots => {
  const plan = nowMs - onsetMs < MINUTES_UNTIL_MS ? MINUTES : FIVES;
  const { slotMs, normal, before, after } = plan;
  const onsetSlotMs = Math.floor(onsetMs / slotMs) * slotMs;
  const suspectMs = onsetSlotMs - before * slotMs;
  const settled = Math.floor((nowMs - SETTLED_MS - onsetSlotMs) / slotMs);
  return {
    slotMs,
    normal: slotsFrom(suspectMs - normal * slotMs, slotMs, normal),
    suspect: slotsFrom(suspectMs, slotMs, before + Math.min(Math.max(settled, 0), after)),
  };
};
