/** One small change of the code, and whether a test noticed it. */
export interface Mutant {
  /** From the root of the project. */
  readonly path: string;
  readonly line: number;
  /** That line, from its first character that is no blank. */
  readonly on: string;
  /** The code as it stands, and what stood in its place; white space counts as one blank. */
  readonly code: string;
  readonly became: string;
  readonly killed: boolean;
}

/** On one line, as the list of equivalent mutants writes it. */
export const inOneLine = (code: string): string => code.replace(/\s+/g, ' ').trim();
