import type { Scenario } from '../kernel/scenario.ts';
import type { Draft } from './draft.ts';
import type { Incident } from './incident.ts';
import type { Said, Statement } from './said.ts';

/** What a person does to an incident. */
export interface AnyCommand {
  readonly kind: string;
}

/** A command, with what every kind of command may carry. */
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
  | 'retired'
  | 'unknown-audience'
  | 'nobody-left-to-page'
  | 'unknown-incident'
  | 'same-incident'
  | 'too-many-links'
  | 'opened-earlier'
  | 'merged-already'
  | 'too-many-merged'
  | 'escalated-too-often'
  | 'triage-off'
  | 'triage-running'
  | 'unknown-question'
  | 'unknown-answer'
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

/** The refusal of what makes sense on an open incident alone. */
export const refuseNotOpen = ({ id, status, mergedInto }: Incident): Refusal => {
  if (mergedInto !== undefined)
    return refuse('merged-already', `Incident ${id} was merged into ${mergedInto.incidentId}: go on there`);
  return status === 'closed'
    ? refuse('already-closed', `Incident ${id} is closed: declare a new one`)
    : refuse('already-resolved', `Incident ${id} is resolved: reopen it first`);
};

/**
 * What one kind of command decides: a row of domain/lifecycle/commands.ts. Its path, schema and scope are a row of
 * events/contracts/api.
 */
export interface CommandRow<C extends AnyCommand> {
  /** Whether it needs an open incident: otherwise `refuseNotOpen` says why not. */
  readonly wantsOpen: boolean;
  /** It needs to know whether any signal stands. */
  readonly needsStanding?: true;
  /** All its own reasons for a refusal. */
  readonly refuses: readonly RefusalReason[];
  /** The other incident that it changes, and what it does there: carried out there first, and as often as here. */
  counterpart?(command: C, here: Incident): { readonly incidentId: string; readonly command: AnyCommand };
  /** Changes the draft, or says why not. A method, so that rows of all kinds stand in one table. */
  decide(draft: Draft, command: C, by: string): Refusal | undefined;
  /** Runs after the facts and the note of the command are written down. `standing` is given with `needsStanding`. */
  conclude?(draft: Draft, facts: { readonly standing?: boolean }): void;
}
