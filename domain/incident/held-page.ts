/** A page beyond its audience's budget: it waits for a digest that tells it together with others. docs/adr/0027. */
export interface Held {
  /** Epoch ms. */
  readonly sinceMs: number;
  /** The digest that tells it; absent until one has taken it up. A digest that is tried again keeps its id. */
  readonly digest?: string;
}

/** What holds an effect back; undefined where nothing does. */
export const heldOf = (effect: { readonly kind: string; readonly held?: Held }): Held | undefined =>
  effect.held;

/** The sweep tells what is held each minute. Where none came, a page goes out by itself within the two minutes of I4, ms. */
const HELD_AT_MOST_MS = 110_000;

/** Until when a page waits for a digest, epoch ms. Compressed time has shorter waits. */
export const heldUntilMs = ({ sinceMs }: Held, timeScale = 1): number =>
  sinceMs + HELD_AT_MOST_MS / timeScale;
