import type { Waiting } from './interleave.ts';

/** A point of choice on the path that is being played. */
export interface Choice {
  readonly waiting: readonly Waiting[];
  /** What need not be tried here: an earlier path did it, and nothing since conflicts with it. */
  readonly asleep: ReadonlySet<string>;
  readonly tried: Set<string>;
  /** What has to be tried here, since it raced with what was chosen. */
  readonly wanted: Set<string>;
  chosen: Waiting;
}
