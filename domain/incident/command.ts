import type { Scenario } from '../kernel/scenario.ts';
import type { Draft } from './draft.ts';
import type { Said, Statement } from './said.ts';

/** What a person does to an incident. */
export interface AnyCommand {
  readonly kind: string;
}

/** A command with what may stand beside any of them. */
export interface ActOf<C extends AnyCommand> {
  readonly by: string;
  readonly command: C;
  readonly note?: string;
  /** Facts said with it; `null` takes one back. */
  readonly say?: Saying;
  readonly request?: { readonly key: string; readonly fingerprint: string };
}

export interface Saying {
  readonly facts?: { readonly [K in keyof Omit<Said, 'statements'>]?: NonNullable<Said[K]> | null };
  readonly scenario?: Scenario;
  readonly statements?: readonly Statement[];
}

/** Why a command makes no sense now: 409 with this reason. */
export type RefusalReason =
  | 'already-resolved'
  | 'already-closed'
  | 'not-resolved'
  | 'superseded'
  | 'unknown-audience'
  | 'nobody-left-to-page'
  | 'idempotency-key-reused'
  | 'too-much-contention';

export interface Refusal {
  readonly outcome: 'refused';
  readonly reason: RefusalReason;
  /** For people: what is wrong, and what to do instead. */
  readonly text: string;
}

export const refuse = (reason: RefusalReason, text: string): Refusal => ({
  outcome: 'refused',
  reason,
  text,
});

/**
 * What one kind of command decides: a row of domain/lifecycle/commands.ts. Its path, schema and scope are a row of
 * events/contracts/api.
 */
export interface CommandRow<C extends AnyCommand> {
  /** It makes sense on an open incident only, and is refused as `already-resolved` or `already-closed` elsewhere. */
  readonly wantsOpen: boolean;
  /** It asks whether any signal stands. */
  readonly needsStanding?: true;
  /** Every reason of its own for which it may be refused. */
  readonly refuses: readonly RefusalReason[];
  /** Changes the draft, or says why not. A method, so that rows of all kinds stand in one table. */
  decide(draft: Draft, command: C, by: string): Refusal | undefined;
  /** After what was said with it has been written down. `standing` is there where it was asked for. */
  conclude?(draft: Draft, facts: { readonly standing?: boolean }): void;
}
