import type { Figures, Measure, Stretch, Target } from './observations.ts';
import { spreadOf } from './robust.ts';

/**
 * How long before the onset counts as right before it, and how long after it as the same trouble. Half an hour is what
 * the requirement documents ask to be looked at for changes before an onset.
 */
const AROUND_MS = 30 * 60_000;

/** From how many standard deviations on the target counts as off already before the onset: one slot in forty by chance. */
const ALREADY_OFF = 2;

/** A slot of one of the stretches. */
export interface Slot {
  readonly stretch: Stretch;
  readonly index: number;
}

/** Which slots are compared with the normal stretch. */
export interface LookedAt {
  /** Right before the onset, while the target was as always. */
  readonly before: readonly Slot[];
  /** Slots of the suspect stretch that end after the onset, in order. */
  readonly during: readonly number[];
  /** Of these the ones in which the target was worst: what caused that was at work then. */
  readonly worst: readonly number[];
}

export const figuresIn = ({ stretch, index }: Slot, part: string): Figures | undefined =>
  stretch.parts.get(part)?.[index];

/** The mean latency in ms, or the share of requests that failed; `undefined` where nothing was answered or counted. */
export const measured = (figures: Figures | undefined, measure: Measure): number | undefined => {
  if (figures === undefined || figures.requests === 0) return undefined;
  const { requests, latencyMs, faults } = figures;
  if (measure === 'latency') return latencyMs;
  return faults === undefined || requests === undefined ? undefined : faults / requests;
};

export const isNumber = (value: number | undefined): value is number => value !== undefined;

/** What was measured of a part in all slots of a stretch that have it. */
export const allMeasured = (stretch: Stretch, part: string, measure: Measure): readonly number[] =>
  (stretch.parts.get(part) ?? []).map((figures) => measured(figures, measure)).filter(isNumber);

/** The worst third, at least two: a share does not depend on how long a slot is, and one slot alone is a glitch. */
const worstOf = (
  during: readonly number[],
  suspect: Stretch,
  { part, measure }: Target,
): readonly number[] => {
  const values = during.flatMap((index) => {
    const value = measured(figuresIn({ stretch: suspect, index }, part), measure);
    return value === undefined ? [] : [{ index, value }];
  });
  return values
    .sort((a, b) => b.value - a.value || a.index - b.index)
    .slice(0, Math.max(2, Math.ceil(during.length / 3)))
    .map(({ index }) => index);
};

/** The slots right before the onset of both stretches, each moment once, without those in which the target was off. */
const slotsBefore = (normal: Stretch, suspect: Stretch, target: Target): readonly Slot[] => {
  const { centre, above } = spreadOf(allMeasured(normal, target.part, target.measure));
  const seen = new Set<number>();
  return [suspect, normal].flatMap((stretch) =>
    stretch.slots.flatMap((startMs, index) => {
      const endMs = startMs + stretch.slotMs;
      const isBefore = endMs <= target.atMs && startMs >= target.atMs - AROUND_MS;
      if (!isBefore || seen.has(startMs)) return [];
      seen.add(startMs);
      const value = measured(figuresIn({ stretch, index }, target.part), target.measure);
      const isOff = value !== undefined && value > centre + ALREADY_OFF * above;
      return isOff ? [] : [{ stretch, index }];
    }),
  );
};

/** Where no slot of the suspect stretch ends within half an hour after the onset, all of them are looked at. */
export const lookedAt = (normal: Stretch, suspect: Stretch, target: Target): LookedAt => {
  const all = suspect.slots.map((_, index) => index);
  const after = all.filter((index) => {
    const startMs = suspect.slots[index] ?? 0;
    return startMs + suspect.slotMs > target.atMs && startMs < target.atMs + AROUND_MS;
  });
  const during = after.length > 0 ? after : all;
  return {
    before: slotsBefore(normal, suspect, target),
    during,
    worst: worstOf(during, suspect, target),
  };
};
