/** A mutant that no test can tell from the code, since it behaves the same, and why it does. */
export interface Equivalent {
  readonly path: string;
  /** As the code stands, on one line. */
  readonly code: string;
  /** What stands in its place. */
  readonly became: string;
  readonly why: string;
}

/** Every one by its reason; `npm run mutate` refuses those that are killed or gone. */
export const equivalents: readonly Equivalent[] = [];
