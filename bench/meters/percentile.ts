/** The value below which the share `p` (0 to 1) of the samples lies: the nearest rank, so always a sample. */
export const percentile = (samples: readonly number[], p: number): number => {
  if (samples.length === 0) throw new RangeError('no samples: nothing was measured');
  const sorted = [...samples].sort((a, b) => a - b);
  const rank = Math.max(1, Math.ceil(p * sorted.length));
  return sorted[rank - 1] ?? Number.NaN;
};

export const median = (samples: readonly number[]): number => percentile(samples, 0.5);

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);
