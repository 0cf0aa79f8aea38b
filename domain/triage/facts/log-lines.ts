/** Lines of a log group that look like errors, around onset. */
export interface LogFacts {
  readonly name: string;
  /** The oldest first, as they stand in the log, at most some. */
  readonly lines: readonly { readonly atMs: number; readonly text: string }[];
  /** There are more. */
  readonly hasMore: boolean;
}
