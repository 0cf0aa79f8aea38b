import { levelOf } from './level.ts';
import { allMeasured, figuresIn, isNumber, type LookedAt, measured } from './looked-at.ts';
import type { Measure, Stretch } from './observations.ts';
import { lowerMedian, type Spread } from './robust.ts';

/** What was seen: answers too late, answers that failed, calls that no longer arrive, more calls than ever. */
export type Sign = 'slow' | 'failing' | 'fewer-calls' | 'load';

/**
 * From how many standard deviations on a figure is off its normal: three sigma, in at least half of the slots looked at,
 * so that a tail of one in a hundred has to come twice.
 */
export const OFF = 3;

/** A spread below this share of the normal latency is taken for it: what is 6 % slower (three of these) hurts nobody yet. */
const LEAST_SPREAD = 0.02;

/** How far one part is off its normal in the slots in which the target was worst. */
export interface Deviation {
  readonly sign: Sign;
  /** In standard deviations, robustly estimated: what at least half of those slots reach. */
  readonly distance: number;
  /** What it cost in a slot: ms that its requests waited longer, requests that failed, calls missing or too many. */
  readonly harm: number;
  /** ms a request, the share of requests that failed (0 to 1), or requests a slot. */
  readonly normal: number;
  readonly now: number;
  /** How much worse: 0 as always, 1 nothing left of what was. */
  readonly degraded: number;
  /** When it began: the first of the slots in a row, up to the worst ones, in which it was off. */
  readonly sinceMs: number;
}

export const isOff = (deviation: Deviation | undefined): deviation is Deviation =>
  deviation !== undefined && deviation.distance >= OFF;

/** What lateness and failures are deviations of. */
export const measureOf = ({ sign }: Deviation): Measure => (sign === 'slow' ? 'latency' : 'faults');

/** Requests a slot in the target's worst slots, and what is normal. */
export interface Volume {
  readonly normal: Spread;
  readonly now: number;
}

/** One part, as it was and is; looked at when asked, so that parts far from any trouble cost nothing. */
export interface Examined {
  readonly answers: (measure: Measure) => Deviation | undefined;
  readonly volume: () => Volume | undefined;
}

export interface Periods {
  readonly normal: Stretch;
  readonly suspect: Stretch;
  readonly slots: LookedAt;
  readonly target: string;
}

/** How far a value is off, in standard deviations; a rate is also as uncertain as the count that it comes from. */
const distanceOf = (measure: Measure, level: Spread, value: number, requests: number): number => {
  const by = value - level.centre;
  if (measure === 'latency') return by / Math.max(level.above, LEAST_SPREAD * level.centre, Number.MIN_VALUE);
  const count = Math.max(requests, 1);
  const rate = Math.min(Math.max(level.centre, 1 / count), 1);
  return by / Math.sqrt(level.above ** 2 + rate / count);
};

/** When the slots in a row began that were off, up to the first of the worst. */
const beganMs = ({ suspect, slots }: Periods, wasOff: (index: number) => boolean): number => {
  let first = Math.min(...slots.worst);
  while (first > 0 && wasOff(first - 1)) first--;
  return suspect.slots[first] ?? Number.NaN;
};

const deviationOf = (periods: Periods, part: string, measure: Measure): Deviation | undefined => {
  const { normal, suspect, slots, target } = periods;
  const before = slots.before.map((slot) => measured(figuresIn(slot, part), measure)).filter(isNumber);
  const level = levelOf(allMeasured(normal, part, measure), before);
  if (level === undefined) return undefined;
  const at = (index: number) => {
    const figures = figuresIn({ stretch: suspect, index }, part);
    const value = measured(figures, measure);
    if (value === undefined) return { value: level.centre, harm: 0, distance: 0 };
    // A part that does not count its requests is taken to be called once for each of the target's.
    const requests = figures?.requests ?? figuresIn({ stretch: suspect, index }, target)?.requests ?? 1;
    const harm = (value - level.centre) * requests;
    return { value, harm, distance: distanceOf(measure, level, value, requests) };
  };
  const worst = slots.worst.map(at);
  const now = lowerMedian(worst.map(({ value }) => value));
  return {
    sign: measure === 'latency' ? 'slow' : 'failing',
    distance: lowerMedian(worst.map(({ distance }) => distance)),
    harm: lowerMedian(worst.map(({ harm }) => harm)),
    normal: level.centre,
    now,
    degraded: Math.max(0, measure === 'latency' ? 1 - level.centre / now : now - level.centre),
    sinceMs: beganMs(periods, (index) => at(index).distance >= OFF),
  };
};

/** `undefined` where requests are not counted. A slot without figures of a part that counts them had none. */
const volumeOf = ({ normal, suspect, slots }: Periods, part: string): Volume | undefined => {
  const isCounted = [normal, suspect].some(({ parts }) =>
    parts.get(part)?.some((figures) => figures?.requests !== undefined),
  );
  if (!isCounted) return undefined;
  const at = (stretch: Stretch, index: number) => figuresIn({ stretch, index }, part)?.requests ?? 0;
  const level = levelOf(
    normal.slots.map((_, index) => at(normal, index)),
    slots.before.map(({ stretch, index }) => at(stretch, index)),
  );
  if (level === undefined) return undefined;
  return { normal: level, now: lowerMedian(slots.worst.map((index) => at(suspect, index))) };
};

const once = <Key, Value>(compute: (key: Key) => Value): ((key: Key) => Value) => {
  const known = new Map<Key, { readonly value: Value }>();
  return (key) => {
    const found = known.get(key) ?? { value: compute(key) };
    known.set(key, found);
    return found.value;
  };
};

/**
 * Compares parts in the target's worst slots with their normal. What was hardly ever called before has no normal: that it
 * is called now is its caller's doing.
 */
export const examiner = (periods: Periods): ((part: string) => Examined) =>
  once((part) => {
    const volume = once(() => volumeOf(periods, part));
    const answers = once((measure: Measure) => {
      const requests = volume(part);
      const isCalled = requests === undefined || requests.normal.centre > 0;
      return isCalled ? deviationOf(periods, part, measure) : undefined;
    });
    return { answers, volume: () => volume(part) };
  });
