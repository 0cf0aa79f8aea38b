type Fields = Readonly<Record<string, unknown>>;

const isMap = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is one value though it is written as a map: half of the old one beside half of the new one means nothing. */
const wholeFields = new Set(['health', 'traffic']);
const wholeEntriesOf = new Set(['metrics', 'targets', 'calls']);

const isWhole = (path: readonly string[]): boolean =>
  wholeFields.has(path.at(-1) ?? '') || (path.length > 1 && wholeEntriesOf.has(path.at(-2) ?? ''));

/**
 * A map with changes laid over it: maps are merged key by key, an empty key takes away what was there, and everything
 * else takes the place of what was there; so do a value over time, a target and a health check, as a whole.
 */
export const mergeOver = (base: unknown, changes: unknown, path: readonly string[] = []): unknown => {
  if (!isMap(base) || !isMap(changes) || isWhole(path)) return changes;
  const merged: Record<string, unknown> = { ...base };
  for (const [key, change] of Object.entries(changes)) {
    if (change === null) delete merged[key];
    else merged[key] = Object.hasOwn(merged, key) ? mergeOver(merged[key], change, [...path, key]) : change;
  }
  return merged;
};
