import type { Estate } from '../../kernel/estate.ts';
import type { Finding } from '../finding.ts';
import type { Proposal } from '../judgement.ts';

/** What steps are proposed on. */
export interface Ground {
  readonly findings: readonly Finding[];
  readonly estate: Estate;
}

/** A proposal before it has an id. `from`: the finding that it follows from. */
export interface Step extends Omit<Proposal, 'id'> {
  readonly from?: string;
}

/** What it proposes on this ground; nothing where no evidence speaks for it. */
export type Propose = (ground: Ground) => readonly Step[];

/** As one word of a shell: what needs no quotes stays as it is. */
export const word = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

/** A piece of evidence as text; `what` in angle brackets where it is not known. */
export const known = (value: unknown, what: string): string =>
  typeof value === 'string' && value !== '' ? word(value) : `<${what}>`;
