/** What people have said. What nobody has said reads "not known yet". docs/requirements.md, Message fields. */
export interface Said {
  readonly impact?: string;
  readonly affectedUsers?: string;
  readonly rootCause?: string;
  readonly progress?: string;
  readonly nextSteps?: string;
  /** Epoch ms. */
  readonly estimatedResolutionAtMs?: number;
  readonly resolution?: string;
  readonly prevention?: string;
  readonly statements?: readonly Stated[];
}

/** A statement with who made it and when (epoch ms); the first of each counts. */
export interface Stated {
  readonly statement: Statement;
  readonly by: string;
  readonly atMs: number;
}

const statementNames = [
  'root-cause-unknown',
  'triaged',
  'fix-failed',
  'database-unavailable',
  'data-loss-suspected',
  'replication-failed',
  'breach-confirmed',
  'compromise-confirmed',
  'regulatory-notification-required',
  'scaling-non-functional',
  'limits-block-scaling',
  'recovery-over-4h',
  'recovery-2h-to-4h',
  'customers-told',
  'analysis-begun',
  'stability-verified',
  'post-mortem-published',
  'prevention-done',
] as const;

/** Facts that only a person can know; each does what the tables of docs/requirements.md ask for. */
export type Statement = (typeof statementNames)[number];
