import { shownIn } from '../../kernel/unit.ts';
import { directionOf, onlyMissing } from './level.ts';
import type { BuiltInRule } from './rule.ts';
import { isAlarm, measures, phraseIn, quantityNamed, type Seen } from './view.ts';

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
    view.measured !== undefined &&
    ['ReplicaLag', 'AuroraBinlogReplicaLag'].includes(view.measured.metric.name) &&
    view.transition.value === -1;
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
    const { transition, measured } = view;
    const named = quantityNamed(view, ['replication lag', 'replica lag']) !== undefined;
    if (!isAlarm(view) || (!measures(view, 'replication-lag') && !named)) return undefined;
    if (directionOf(transition) === 'low' || onlyMissing(transition)) return undefined;
    const { value } = transition;
    const shown = value === undefined ? '' : `: ${shownIn(value, measured?.unit)}`;
    return { severity: 'SEV3', scenario: 'database', reason: `a replica lags behind${shown}` };
  },
};

export const replicationRules: readonly BuiltInRule[] = [replicationFailure, replicationLag];
