import type { Around } from '../check.ts';
import type { Point } from '../facts/metrics.ts';

export const MINUTE_MS = 60_000;

export const sumOf = (points: readonly Point[]): number => points.reduce((sum, { value }) => sum + value, 0);

/** 0 where there is none. */
export const meanOf = (points: readonly Point[]): number => sumOf(points) / Math.max(1, points.length);

export const worstOf = (points: readonly Point[]): number | undefined =>
  points.length === 0 ? undefined : Math.max(...points.map(({ value }) => value));

export const lowestOf = (points: readonly Point[]): number | undefined =>
  points.length === 0 ? undefined : Math.min(...points.map(({ value }) => value));

export const medianOf = (points: readonly Point[]): number | undefined => {
  const values = points.map(({ value }) => value).sort((a, b) => a - b);
  const middle = values.length / 2;
  const high = values[Math.floor(middle)];
  const low = values[Math.ceil(middle) - 1];
  return high === undefined || low === undefined ? undefined : (high + low) / 2;
};

/** Values whose period had ended by onset, and those after it. */
export const aroundOnset = (points: readonly Point[], { onsetMs }: Around) => ({
  before: points.filter(({ atMs }) => atMs < onsetMs),
  after: points.filter(({ atMs }) => atMs >= onsetMs),
});

/** Readable: three digits that count. */
export const numberText = (value: number): string =>
  Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(3)));

/** Whole periods since onset; all of them where there is none yet. */
export const sinceOnset = (points: readonly Point[], around: Around): readonly Point[] => {
  const { after } = aroundOnset(points, around);
  return after.length === 0 ? points : after;
};
