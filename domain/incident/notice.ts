import type { Severity } from '../kernel/severity.ts';

/** What a message is for: SNS attribute `kind`. `raw` comes from page-undecided only. */
export type NoticeKind = 'page' | 'update' | 'stakeholders' | 'mitigation' | 'resolution' | 'raw';

/**
 * A message to one audience, as a decision owes it. Its texts are rendered from the incident when it is published.
 * The id is deterministic, so a repeat after a crash carries the same id (I7).
 */
export interface Notice {
  /** `<incident id>.<episode>.<what>.<audience>`, e.g. `k3x9-1.1.secondary.secondary`. */
  readonly id: string;
  readonly audience: string;
  readonly kind: NoticeKind;
  /** Literal: `opened`, `no-response`, `repeat`, `reminder`, `not-restored`, `several-components`, `status-update` … */
  readonly reason: string;
  /** Pages of no-response rungs are void once their episode is acknowledged (I5). */
  readonly episode: number;
  readonly rung?: string;
  /** Epoch ms of the decision. */
  readonly atMs: number;
  readonly severity: Severity;
  readonly nextUpdateAtMs?: number;
  /** The audience that could not be reached: this notice goes to another in its place (I8). */
  readonly insteadOf?: string;
}

/** Why the no-response clock pages. `reminder`: it has cleared, and nobody has acknowledged. */
const rungReasons = ['opened', 'no-response', 'repeat', 'reminder'];

/** Whether it is a page of the no-response clock, which an acknowledgement stops. Triggers page even after one. */
export const isRungPage = ({ kind, reason }: Pick<Notice, 'kind' | 'reason'>): boolean =>
  kind === 'page' && rungReasons.includes(reason);

/** Deterministic: the same decision gives the same id, so that a repeat after a crash is recognised (I7). */
export const noticeId = (
  incident: { readonly id: string; readonly episode: { readonly number: number } },
  what: string,
  audience: string,
): string => `${incident.id}.${incident.episode.number}.${what}.${audience}`;
