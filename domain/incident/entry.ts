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
  'renamed',
  'linked',
  'merged',
  'merge-failed',
  'aws-event',
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
  'triaged',
  'found',
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

/** An entry as it is read. */
export interface KeptEntry extends Entry {
  /** `<version>.<n>`: within its incident it names this entry for good. */
  readonly id: string;
}

/** The id of an entry that lies under `<zero-padded version>#<zero-padded n>`. */
export const entryIdOf = (place: string): string => place.split('#').map(Number).join('.');
