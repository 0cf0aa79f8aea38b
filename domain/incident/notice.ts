import type { Severity } from '../kernel/severity.ts';
import { episodeReasons } from './episode-reason.ts';

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
  /** Literal: `opened`, `reopened`, `no-response`, `repeat`, `reminder`, `not-restored`, `by-person`, `status-update`, `merged` … */
  readonly reason: string;
  /** The person whose act made it. Absent: a clock or an alarm did. */
  readonly by?: string;
  /** What that person noted with the act, at most `MAX_NOTICE_NOTE` characters (I9). */
  readonly note?: string;
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

/** Every audience that an act tells has a copy of its note in the outbox: longer notes are cut there, not in the timeline. */
export const MAX_NOTICE_NOTE = 500;

/** The reason of the update that an incident goes on as a part of another. */
export const MERGED = 'merged';

/**
 * Why the no-response clock pages. The first rung says why its episode began. `reminder`: it has cleared, and nobody has
 * acknowledged.
 */
const rungReasons: ReadonlySet<string> = new Set([...episodeReasons, 'no-response', 'repeat', 'reminder']);

/** Whether it is a page of the no-response clock, which an acknowledgement stops. Triggers page even after one. */
export const isRungPage = (notice: Pick<Notice, 'kind' | 'reason'>): boolean =>
  notice.kind === 'page' && rungReasons.has(notice.reason);

/** Deterministic: the same decision gives the same id, so that a repeat after a crash is recognised (I7). */
export const noticeId = (
  incident: { readonly id: string; readonly episode: { readonly number: number } },
  what: string,
  audience: string,
): string => `${incident.id}.${incident.episode.number}.${what}.${audience}`;
