import { own } from '../../kernel/own.ts';
import { above, type Level } from './level.ts';
import { replicationRules } from './replication.ts';
import { cpuLevel, diskLevel, memoryLevel } from './resources.ts';
import { type BuiltInRule, graded } from './rule.ts';
import { isAlarm, isDatabase, metricNamed, phraseIn, type View } from './view.ts';

/** "High CPU/memory usage on database": SEV2. Emergency Response Procedures, scenario 2, Symptoms; docs/requirements.md, Severity. */
const databaseCpuHigh: BuiltInRule = {
  name: 'database-cpu-high',
  judge: (view) =>
    isDatabase(view) ? graded(view, cpuLevel(view), 'SEV2', 'database', 'CPU of the database') : undefined,
};

type Totals = Readonly<Record<string, number>>;

const totalOf = (view: View, metricName: string, totals: Totals): number | undefined => {
  const dimensions = metricNamed(view, [metricName])?.dimensions ?? {};
  const id = dimensions['DBInstanceIdentifier'] ?? dimensions['DBClusterIdentifier'] ?? '';
  return own(totals, id);
};

/**
 * RDS reports free bytes. The used share needs the total, which `databases` in tocsin.yml gives. Without it the
 * metric alone decides.
 */
const usedLevel = (view: View, metricName: string, totals: Totals, limit: number): Level | undefined => {
  const { transition } = view;
  if (!isAlarm(view) || metricNamed(view, [metricName]) === undefined) return undefined;
  if (transition.comparison === 'greater' || transition.comparison === 'greater-or-equal') return undefined;
  const total = totalOf(view, metricName, totals);
  if (total === undefined)
    return { passed: true, text: 'its total is not configured, judged by its metric alone' };
  const { value, threshold } = transition;
  const used = (free: number): number => 100 * (1 - free / total);
  // Free space below a threshold is used space above one.
  const turned = {
    ...transition,
    comparison: transition.comparison === 'less-or-equal' ? 'greater-or-equal' : 'greater',
  } as const;
  if (value === undefined && threshold === undefined) return above(turned, { limit, unit: '%' });
  return above(turned, { limit, unit: '%', scale: (free) => used(free) });
};

/** "Memory utilization: > 90%" on a database: SEV2. Emergency Response Procedures, "Alert Thresholds". */
const databaseMemoryLow: BuiltInRule = {
  name: 'database-memory-low',
  judge: (view) => {
    const level = isDatabase(view)
      ? (memoryLevel(view) ?? usedLevel(view, 'FreeableMemory', view.configuration.databaseMemoryBytes, 90))
      : undefined;
    return graded(view, level, 'SEV2', 'database', 'memory of the database in use');
  },
};

/** "Disk utilization: > 85%" on a database: SEV2. Emergency Response Procedures, "Alert Thresholds". */
const databaseStorageLow: BuiltInRule = {
  name: 'database-storage-low',
  judge: (view) => {
    const { databaseStorageBytes } = view.configuration;
    const level = isDatabase(view)
      ? (diskLevel(view) ??
        usedLevel(view, 'FreeStorageSpace', databaseStorageBytes, 85) ??
        usedLevel(view, 'FreeLocalStorage', {}, 85))
      : undefined;
    return graded(view, level, 'SEV2', 'database', 'storage of the database in use');
  },
};

/** "Database connection timeouts": SEV2. Emergency Response Procedures, scenario 2, Symptoms. */
const databaseConnections: BuiltInRule = {
  name: 'database-connections',
  judge: (view) => {
    const { comparison } = view.transition;
    if (!isAlarm(view)) return undefined;
    const metric = metricNamed(view, [
      'DatabaseConnections',
      'ConnectionAttempts',
      'AbortedClients',
      'LoginFailures',
      'DatabaseConnectionsBorrowLatency',
      'DatabaseConnectionsSetupFailed',
      'QueryDatabaseResponseLatency',
    ]);
    const phrase = phraseIn(view, [
      'connection timeout',
      'connection timed out',
      'connection pool',
      'too many connections',
      'database connection',
      'db connection',
    ]);
    if (metric === undefined && phrase === undefined) return undefined;
    const low = comparison === 'less' || comparison === 'less-or-equal';
    const reason = `connections to the database: ${metric?.name ?? phrase}`;
    return low
      ? {
          severity: view.configuration.defaultSeverity,
          scenario: 'database',
          reason: `${reason}, fewer than usual`,
        }
      : { severity: 'SEV2', scenario: 'database', reason };
  },
};

/**
 * "Slow response times" with database signals: SEV2 over the documented 5 seconds, else the default. Emergency Response
 * Procedures, scenario 2, Symptoms. DiskQueueDepth and DBLoad have no documented limit.
 */
const databaseSlow: BuiltInRule = {
  name: 'database-slow',
  judge: (view) => {
    const { defaultSeverity } = view.configuration;
    const latency = metricNamed(view, ['ReadLatency', 'WriteLatency']);
    if (latency !== undefined)
      return graded(view, above(view.transition, { limit: 5, unit: 's' }), 'SEV2', 'database', latency.name);
    // Aurora reports these in milliseconds. Aurora User Guide, "Amazon CloudWatch metrics for Amazon Aurora".
    const aurora = metricNamed(view, [
      'CommitLatency',
      'SelectLatency',
      'DMLLatency',
      'DDLLatency',
      'InsertLatency',
      'UpdateLatency',
      'DeleteLatency',
      'SuccessfulRequestLatency',
    ]);
    if (aurora !== undefined) {
      const level = above(view.transition, { limit: 5, unit: 's', scale: (ms) => ms / 1_000 });
      return graded(view, level, 'SEV2', 'database', aurora.name);
    }
    const queue = metricNamed(view, [
      'DiskQueueDepth',
      'DBLoad',
      'DBLoadNonCPU',
      'Deadlocks',
      'BlockedTransactions',
    ]);
    const phrase = phraseIn(view, [
      'slow query',
      'slow queries',
      'long running query',
      'long running queries',
    ]);
    if (queue === undefined && phrase === undefined) return undefined;
    return {
      severity: defaultSeverity,
      scenario: 'database',
      reason: `the database is slow: ${queue?.name ?? phrase}`,
    };
  },
};

/** Any other alarm of a database: the experts are known, the severity is not. */
const databaseAlarm: BuiltInRule = {
  name: 'database-alarm',
  judge: (view) => {
    if (!isAlarm(view) || !isDatabase(view)) return undefined;
    return {
      severity: view.configuration.defaultSeverity,
      scenario: 'database',
      reason: 'an alarm of a database',
    };
  },
};

export const databaseRules: readonly BuiltInRule[] = [
  ...replicationRules,
  databaseCpuHigh,
  databaseMemoryLow,
  databaseStorageLow,
  databaseConnections,
  databaseSlow,
];

/** After every rule that says more about the same alarm. */
export const weakDatabaseRules: readonly BuiltInRule[] = [databaseAlarm];
