import type { BuiltInRule } from './rule.ts';
import { isAlarm, metricNamed, phraseIn, type Seen } from './view.ts';

const replicationMetrics = [
  'ReplicaLag',
  'AuroraReplicaLag',
  'AuroraReplicaLagMaximum',
  'AuroraBinlogReplicaLag',
  'AuroraGlobalDBReplicationLag',
  'OldestReplicationSlotLag',
  'ReplicationLag',
  'DBClusterReplicaLagMaximum',
];

const replicationFailurePhrases = [
  'replication failure',
  'replication failed',
  'replication failing',
  'replication stopped',
  'replication broken',
  'replication error',
  'replica broken',
  'replica stopped',
];

/** Replication that does not run: its name says so, or RDS says −1 ("Monitoring read replication"). */
export const replicationFails = (view: Seen): string | undefined => {
  const phrase = phraseIn(view, replicationFailurePhrases);
  if (phrase !== undefined) return `its name says "${phrase}"`;
  const stopped =
    metricNamed(view, ['ReplicaLag', 'AuroraBinlogReplicaLag']) !== undefined && view.transition.value === -1;
  return stopped ? 'the lag is −1: replication does not run' : undefined;
};

/** "Replication failure": SEV2. Emergency Response Procedures, scenario 2, Escalation Triggers. */
const replicationFailure: BuiltInRule = {
  name: 'replication-failure',
  judge: (view) => {
    const reason = isAlarm(view) ? replicationFails(view) : undefined;
    return reason === undefined
      ? undefined
      : { severity: 'SEV2', scenario: 'database', reason: `replication fails: ${reason}` };
  },
};

/** "Check replication lag": behind, not failed, SEV3. Emergency Response Procedures, scenario 2, Immediate Actions. */
const replicationLag: BuiltInRule = {
  name: 'replication-lag',
  judge: (view) => {
    const metric = metricNamed(view, replicationMetrics);
    if (
      !isAlarm(view) ||
      (metric === undefined && phraseIn(view, ['replication lag', 'replica lag']) === undefined)
    )
      return undefined;
    return { severity: 'SEV3', scenario: 'database', reason: 'a replica lags behind' };
  },
};

export const replicationRules: readonly BuiltInRule[] = [replicationFailure, replicationLag];
