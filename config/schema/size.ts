const unitBytes = { MiB: 1024 ** 2, GiB: 1024 ** 3, TiB: 1024 ** 4 } as const;

/** An amount of bytes as text, in the units that AWS shows for storage and memory. */
export const sizePattern = /^(\d{1,6}(?:\.\d{1,3})?)(MiB|GiB|TiB)$/;

/** Bytes, or undefined where the text is no size. */
export const sizeBytes = (text: string): number | undefined => {
  const [, amount, unit] = sizePattern.exec(text) ?? [];
  if (amount === undefined || unit === undefined || Number(amount) === 0) return undefined;
  return Math.round(Number(amount) * unitBytes[unit as keyof typeof unitBytes]);
};
