import type { Finding } from '../../domain/triage/finding.ts';
import type { Judgement } from '../../domain/triage/judgement.ts';
import type { PageStart } from './queries.ts';

/** Where findings and judgements are kept, beside the incident. Both are kept for good, as its timeline is. */
export interface FindingStore {
  /** Idempotent: a run that is made again overwrites what it wrote before. */
  putRun(incidentId: string, findings: readonly Finding[], judgement: Judgement): Promise<void>;
}

/** What the API reads of triage; strongly consistent. */
export interface FindingQueries {
  /** Of one run, by check. */
  findings(
    incidentId: string,
    run: number,
    limit: number,
    from?: PageStart,
  ): Promise<{ readonly findings: readonly Finding[]; readonly next?: PageStart }>;
  judgement(incidentId: string, run: number): Promise<Judgement | undefined>;
}
