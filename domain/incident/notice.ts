import type { Severity } from '../kernel/severity.ts';

export const noticeKinds = ['page', 'update', 'stakeholders', 'mitigation', 'resolution'] as const;

/** What a message is for. */
export type NoticeKind = (typeof noticeKinds)[number];

/**
 * A message to one audience, as a decision owes it; what it says is made from the incident when it is sent. The id is deterministic, so a repeat after a crash carries the same one (I7).
 */
export interface Notice {
  /** `<incident id>.<episode>.<what>.<audience>`, e.g. `k3x9-1.1.secondary.secondary`. */
  readonly id: string;
  readonly audience: string;
  readonly kind: NoticeKind;
  /** Literal: `opened`, `no-response`, `repeat`, `not-restored`, `several-components`, `status-update` … */
  readonly reason: string;
  /** Pages of no-response rungs are void once their episode is acknowledged (I5). */
  readonly episode: number;
  readonly rung?: string;
  /** Epoch ms of the decision. */
  readonly atMs: number;
  readonly severity: Severity;
  readonly nextUpdateAtMs?: number;
  /** Set when this is sent in place of an audience that could not be reached (I8). */
  readonly insteadOf?: string;
}

/** Pages of the no-response clock, which an acknowledgement stops; triggers page acknowledged or not. */
export const isRungPage = (notice: Pick<Notice, 'kind' | 'reason'>): boolean =>
  notice.kind === 'page' &&
  (notice.reason === 'opened' || notice.reason === 'no-response' || notice.reason === 'repeat');
