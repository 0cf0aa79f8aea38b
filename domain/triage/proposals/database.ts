import type { Finding } from '../finding.ts';
import { type Ground, type Propose, type Step, word } from './step.ts';

const isCluster = ({ estate }: Ground, name: string): boolean => estate.databaseClusters.includes(name);

const databasesWith = (findings: readonly Finding[], reasons: readonly string[]) =>
  findings.filter(({ reason }) => reasons.includes(reason));

/**
 * Service Outage Runbook, "Strategy 4: Database Recovery". An Aurora cluster fails over; promoting a replica would end its
 * replication for good: docs/requirements.md, Commands of R that are not copied.
 */
export const recoverDatabase: Propose = (ground) =>
  databasesWith(ground.findings, ['database-unavailable', 'no-writer', 'replication-failed']).map(
    ({ resource = '', text, id }): Step =>
      isCluster(ground, resource)
        ? {
            action: 'fail-over-database',
            text: `Fail cluster ${resource} over`,
            why: text,
            risk: 'Connections break for some 30 s; what was not replicated is lost',
            command: `aws rds failover-db-cluster --db-cluster-identifier ${word(resource)}`,
            from: id,
          }
        : {
            action: 'reboot-database',
            text: `Restart database ${resource}`,
            why: text,
            risk: 'It does not answer while it restarts, usually for minutes',
            command: `aws rds reboot-db-instance --db-instance-identifier ${word(resource)}`,
            from: id,
          },
  );

/** Emergency Response Procedures, "Database Performance Issues": kill long-running queries, scale up. */
export const scaleDatabase: Propose = (ground) =>
  databasesWith(ground.findings, ['database-cpu', 'connections-grow']).flatMap(
    ({ resource = '', text, id }): readonly Step[] => [
      {
        action: 'end-long-queries',
        text: `End the longest queries of ${resource}`,
        why: text,
        risk: 'Whoever waits for them gets an error',
        command:
          "SELECT pid, now() - query_start AS runs_for, query FROM pg_stat_activity WHERE state = 'active' ORDER BY 2 DESC; -- then SELECT pg_terminate_backend(<pid>);  MySQL: SHOW FULL PROCESSLIST; CALL mysql.rds_kill(<id>);",
        from: id,
      },
      {
        action: 'scale-database',
        text: `Give ${resource} a larger instance`,
        why: text,
        risk: 'It fails over or restarts while it changes, and costs more',
        command: isCluster(ground, resource)
          ? 'aws rds modify-db-instance --db-instance-identifier <writer> --db-instance-class <larger class> --apply-immediately'
          : `aws rds modify-db-instance --db-instance-identifier ${word(resource)} --db-instance-class <larger class> --apply-immediately`,
        from: id,
      },
    ],
  );
