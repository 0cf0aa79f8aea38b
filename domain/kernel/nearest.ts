/** Single-character edits between two texts; a swap of two neighbours counts as one edit. */
const distance = (a: string, b: string): number => {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const at = (i: number, j: number): number => rows[i]?.[j] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= a.length; i += 1) {
    rows[i] = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const best = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + same);
      (rows[i] as number[])[j] = swapped ? Math.min(best, at(i - 2, j - 2) + 1) : best;
    }
  }
  return at(a.length, b.length);
};

/** Longer texts are no names that somebody mistyped. */
const LONGEST = 64;

const ranked = (text: string, candidates: readonly string[]) =>
  candidates
    .map((candidate) => ({ candidate, edits: distance(text.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits);

const isTypingMistake = (text: string, edits: number): boolean =>
  edits <= Math.max(1, Math.floor(text.length / 3));

/** The candidate that a typing mistake most likely meant; undefined where none is near. */
export const nearest = (text: string, candidates: readonly string[]): string | undefined => {
  if (text.length > LONGEST) return undefined;
  const best = ranked(text, candidates)[0];
  return best !== undefined && isTypingMistake(text, best.edits) ? best.candidate : undefined;
};

/** The candidates that may be meant, the nearest first: a typing mistake away, or one holds the other. */
export const nearOnes = (text: string, candidates: readonly string[], most: number): readonly string[] => {
  if (text.length > LONGEST) return [];
  const short = candidates.filter(({ length }) => length > 0 && length <= LONGEST);
  const lower = text.toLowerCase();
  const holds = (candidate: string) => candidate.includes(lower) || lower.includes(candidate);
  return ranked(text, short)
    .filter(({ candidate, edits }) => isTypingMistake(text, edits) || holds(candidate.toLowerCase()))
    .slice(0, most)
    .map(({ candidate }) => candidate);
};
