const unitMs = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, y: 365 * 86_400_000 } as const;

/** A duration as text: a whole number and one unit. */
export const durationPattern = /^(\d{1,9})(s|m|h|d|y)$/;

/** What a clock may wait at the longest. */
const LONGEST_MS = 366 * unitMs.d;

const plain = (ms: number): string => {
  const unit = (['y', 'd', 'h', 'm', 's'] as const).find((u) => ms % unitMs[u] === 0) ?? 's';
  return `${ms / unitMs[unit]}${unit}`;
};

/** Milliseconds, or undefined where the text is no duration. */
export const durationMs = (text: string): number | undefined => {
  const [, amount, unit] = durationPattern.exec(text) ?? [];
  if (amount === undefined || unit === undefined) return undefined;
  return Number(amount) * unitMs[unit as keyof typeof unitMs];
};

/** What is wrong with a duration and what to write instead; undefined where nothing is. */
export const durationProblem = (
  value: unknown,
  shortestMs: number,
  longestMs = LONGEST_MS,
): string | undefined => {
  if (typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value))) {
    return `"${value}" has no unit: write "${value}m" for minutes, or another of s, m, h, d, y`;
  }
  if (typeof value !== 'string') return 'is not a duration: write a number and a unit, such as "5m"';
  const ms = durationMs(value);
  if (ms === undefined) {
    return 'is not a duration: write one whole number and one unit of s, m, h, d, y, such as "90s" or "5m"';
  }
  if (ms < shortestMs) return `"${value}" is too short: write "${plain(shortestMs)}" or longer`;
  if (ms > longestMs) return `"${value}" is too long: write "${plain(longestMs)}" or shorter`;
  return undefined;
};
