export const entryKinds = [
  'opened',
  'joined',
  'signals-joined',
  'reopened',
  'sealed',
  'paged',
  'page-failed',
  'rung-skipped',
  'escalated',
  'episode-started',
  'acknowledged',
  'severity-changed',
  'scenario-changed',
  'cleared',
  'mitigated',
  'investigating',
  'resolved',
  'closed',
  'note',
  'facts',
  'statement',
  'notice',
  'milestone',
  'signal-expired',
  'decision-failed',
] as const;

/** What a timeline entry tells. The same strings stand in log fields, metrics and tests. */
export type EntryKind = (typeof entryKinds)[number];

/**
 * One entry of an incident's timeline; append only, its key is `<version>#<n>`. What it may quote: docs/architecture.md,
 * Invariants, I10.
 */
export interface Entry {
  readonly atMs: number;
  readonly kind: EntryKind;
  readonly reason?: string;
  /** A person's name, or `tocsin`. */
  readonly by: string;
  readonly text: string;
}
