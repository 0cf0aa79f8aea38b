import type { Incident } from '../incident/incident.ts';
import type { Said, Statement } from '../incident/said.ts';
import type { Scenario } from '../kernel/scenario.ts';
import type { Severity } from '../kernel/severity.ts';

/** What a person does to an incident, over the API. */
export type Command =
  | { readonly kind: 'acknowledge' }
  | { readonly kind: 'note' }
  | { readonly kind: 'set-severity'; readonly severity: Severity }
  | { readonly kind: 'mitigate' }
  | { readonly kind: 'resolve' }
  | { readonly kind: 'reopen' }
  | { readonly kind: 'close' }
  /** Pages the next rung, or these audiences. */
  | { readonly kind: 'escalate'; readonly audiences?: readonly string[] }
  /** PATCH: facts alone. */
  | { readonly kind: 'say' };

/** A command with what may stand beside any of them. */
export interface Act {
  readonly by: string;
  readonly command: Command;
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

export type ActResult =
  /** `repeated`: the same idempotency key or the same state already; nothing was done again. */
  | { readonly outcome: 'done'; readonly incident: Incident; readonly repeated: boolean }
  | {
      readonly outcome: 'refused';
      readonly reason: RefusalReason;
      readonly text: string;
      readonly incident?: Incident;
    }
  | { readonly outcome: 'not-found' };

/** `POST /incidents`: a person declares one. Joins the open incident of its service and scenario, if there is one. */
export interface Declaration {
  readonly by: string;
  readonly title: string;
  readonly service: string;
  readonly severity: Severity;
  readonly scenario: Scenario;
  readonly note?: string;
  readonly say?: Saying;
  readonly request?: { readonly key: string; readonly fingerprint: string };
}

export type DeclareResult =
  | {
      readonly outcome: 'opened' | 'reopened' | 'joined';
      readonly incident: Incident;
      readonly repeated: boolean;
    }
  | {
      readonly outcome: 'refused';
      readonly reason: RefusalReason;
      readonly text: string;
      readonly incident?: Incident;
    };
