import type { KeptEntry } from '../../domain/incident/entry.ts';
import type { Incident, Status } from '../../domain/incident/incident.ts';
import type { Scenario } from '../../domain/kernel/scenario.ts';
import type { Severity } from '../../domain/kernel/severity.ts';
import type { SignalRecord } from '../../domain/signal/signal-record.ts';

/**
 * What the API reads. Each call examines a bounded number of records, so a page may be short; `next` says where the
 * next page starts.
 */
export interface IncidentQueries {
  /** Newest first. */
  list(query: ListQuery): Promise<{ readonly incidents: readonly Incident[]; readonly next?: PageStart }>;
  timeline(
    incidentId: string,
    limit: number,
    from?: PageStart,
  ): Promise<{ readonly entries: readonly KeptEntry[]; readonly next?: PageStart }>;
  signals(
    incidentId: string,
    limit: number,
    from?: PageStart,
  ): Promise<{ readonly signals: readonly SignalRecord[]; readonly next?: PageStart }>;
}

/** Where a page starts: JSON, made and read by the store alone. */
export type PageStart = string;

/** What is asked for: all conditions that are given. */
export interface ListQuery {
  /** Any of these. */
  readonly status?: readonly Status[];
  readonly severity?: readonly Severity[];
  readonly scenario?: readonly Scenario[];
  readonly service?: string;
  /** Whether the present episode is acknowledged. */
  readonly acknowledged?: boolean;
  /** Each stands in the title or the service: see `wordsOf` in protocol/ports/list-filter.ts. */
  readonly words?: readonly string[];
  /** Opened at or after, before: epoch ms. */
  readonly fromMs?: number;
  readonly toMs?: number;
  readonly limit: number;
  readonly start?: PageStart;
  readonly nowMs: number;
}
