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

export interface ListQuery {
  readonly status?: Status;
  readonly severity?: Severity;
  readonly scenario?: Scenario;
  readonly service?: string;
  /** Opened at or after, before: epoch ms. */
  readonly fromMs?: number;
  readonly toMs?: number;
  readonly limit: number;
  readonly start?: PageStart;
  readonly nowMs: number;
}
