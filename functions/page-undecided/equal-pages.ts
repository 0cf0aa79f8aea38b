/** Messages of one shape within this time are one page. */
export const EQUAL_WITHIN_MS = 10 * 60_000;

/** Shapes that are remembered. Beyond it the oldest is forgotten, and its next message pages. */
const MOST_SHAPES = 500;

/** What to do with messages of one shape that have come together. */
export type Verdict =
  /** `earlier`: how many were held back since the last page of this shape. */
  { readonly kind: 'page'; readonly earlier: number } | { readonly kind: 'hold' };

interface Seen {
  readonly pagedAtMs: number;
  held: number;
}

/**
 * Remembers which shapes have paged. It is this function's own memory, since paging raw relies on no record: another
 * execution environment, or a new one, pages once more. docs/adr/0015.
 */
export interface EqualPages {
  look(shape: string, count: number, nowMs: number): Verdict;
  /** These were paged: messages of their shape are held back from now on. */
  paged(shape: string, nowMs: number): void;
}

/** @param withinMs shorter in trials with compressed time */
export const rememberEqualPages = (withinMs: number): EqualPages => {
  const shapes = new Map<string, Seen>();
  return {
    look: (shape, count, nowMs) => {
      const seen = shapes.get(shape);
      if (seen === undefined) return { kind: 'page', earlier: 0 };
      if (nowMs - seen.pagedAtMs >= withinMs) return { kind: 'page', earlier: seen.held };
      seen.held += count;
      return { kind: 'hold' };
    },
    paged: (shape, nowMs) => {
      shapes.delete(shape);
      shapes.set(shape, { pagedAtMs: nowMs, held: 0 });
      const [oldest] = shapes.keys();
      if (shapes.size > MOST_SHAPES && oldest !== undefined) shapes.delete(oldest);
    },
  };
};
