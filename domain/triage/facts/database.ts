import type { UnknownReason } from '../unknown.ts';

/** A database instance or cluster. RDS API, `DBInstance`, `DBCluster`, `Event`. */
export interface DatabaseFacts {
  readonly name: string;
  /** As AWS names it: `available`, `failing-over`, `storage-full` … */
  readonly status: string;
  /** Replication that does not run, in AWS's words. */
  readonly replicationError?: string;
  /** Roles of a cluster's members: whether one of them writes. Absent: no cluster. */
  readonly hasWriter?: boolean;
  /** Changes and maintenance that wait for the next window; what AWS does not tell is not among them. */
  readonly pendingMaintenance: readonly string[];
  /** What RDS told of it around onset, the newest first. Times are epoch ms. */
  readonly events: readonly { readonly atMs: number; readonly message: string }[];
  /** Why its events could not be read. */
  readonly eventsUnknown?: UnknownReason;
}
