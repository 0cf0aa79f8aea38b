import type { Refusal, Saying } from '../incident/command.ts';
import type { Incident } from '../incident/incident.ts';
import type { Scenario } from '../kernel/scenario.ts';
import type { Severity } from '../kernel/severity.ts';

/** What became of a command. */
export type ActResult =
  /** `repeated`: the same idempotency key, or already the same state; nothing was done again. */
  | { readonly outcome: 'done'; readonly incident: Incident; readonly repeated: boolean }
  | (Refusal & { readonly incident?: Incident })
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
  | (Refusal & { readonly incident?: Incident });
