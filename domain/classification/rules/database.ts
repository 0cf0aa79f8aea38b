import { convert, shownIn } from '../../kernel/unit.ts';
import type { Meaning } from '../../signal/metrics/metric-row.ts';
import { above, directionOf, type Level, onlyMissing } from './level.ts';
import { replicationRules } from './replication.ts';
import { cpuLevel, diskLevel, memoryLevel } from './resources.ts';
import { type BuiltInRule, graded } from './rule.ts';
import { isAlarm, isDatabase, measures, phraseIn, type View } from './view.ts';

/** "High CPU/memory usage on database": SEV2. Emergency Response Procedures, scenario 2, Symptoms; docs/requirements.md, Severity. */
const databaseCpuHigh: BuiltInRule = {
  name: 'database-cpu-high',
  judge: (view) =>
    isDatabase(view) ? graded(view, cpuLevel(view), 'SEV2', 'database', 'CPU of the database') : undefined,
};

type Totals = Readonly<Record<string, number>>;

const totalOf = (view: View, totals: Totals): number | undefined => {
  const dimensions = view.measured?.metric.dimensions ?? {};
  const id = dimensions['DBInstanceIdentifier'] ?? dimensions['DBClusterIdentifier'] ?? '';
  return Object.hasOwn(totals, id) ? totals[id] : undefined;
};

/**
 * RDS reports free bytes. The used share needs the total, which `databases` in tocsin.yml gives. Without it the
 * metric alone decides.
 */
const usedLevel = (view: View, free: Meaning, totals: Totals, limit: number): Level | undefined => {
  const { transition } = view;
  if (!isAlarm(view) || !measures(view, free) || convert(view.measured?.unit, '%') !== undefined)
    return undefined;
  if (directionOf(transition) === 'high' || transition.comparison === 'outside-band') return undefined;
  if (onlyMissing(transition)) return { passed: false, text: 'data is missing' };
  const total = totalOf(view, totals);
  if (total === undefined)
    return { passed: true, text: 'its total is not configured, judged by its metric alone' };
  const { value, threshold } = transition;
  const used = (bytes: number): number => 100 * (1 - bytes / total);
  // Free space below a threshold is used space above one.
  const turned = {
    ...transition,
    comparison: transition.comparison === 'less-or-equal' ? 'greater-or-equal' : 'greater',
  } as const;
  if (value === undefined && threshold === undefined) return above(turned, { limit, unit: '%' });
  return above(turned, { limit, unit: '%', scale: (bytes) => used(bytes) });
};

/** "Memory utilization: > 90%" on a database: SEV2. Emergency Response Procedures, "Alert Thresholds". */
const databaseMemoryLow: BuiltInRule = {
  name: 'database-memory-low',
  judge: (view) => {
    const level = isDatabase(view)
      ? (usedLevel(view, 'memory-free', view.configuration.databaseMemoryBytes, 90) ?? memoryLevel(view))
      : undefined;
    return graded(view, level, 'SEV2', 'database', 'memory of the database in use');
  },
};

/** "Disk utilization: > 85%" on a database: SEV2. Emergency Response Procedures, "Alert Thresholds". */
const databaseStorageLow: BuiltInRule = {
  name: 'database-storage-low',
  judge: (view) => {
    const totals =
      view.measured?.metric.name === 'FreeStorageSpace' ? view.configuration.databaseStorageBytes : {};
    const level = isDatabase(view)
      ? (usedLevel(view, 'disk-free', totals, 85) ?? diskLevel(view))
      : undefined;
    return graded(view, level, 'SEV2', 'database', 'storage of the database in use');
  },
};

/** "Database connection timeouts": SEV2. Emergency Response Procedures, scenario 2, Symptoms. */
const databaseConnections: BuiltInRule = {
  name: 'database-connections',
  judge: (view) => {
    const { transition, measured } = view;
    if (!isAlarm(view) || onlyMissing(transition)) return undefined;
    const phrase = phraseIn(view, [
      'connection timeout',
      'connection timed out',
      'connection pool',
      'too many connections',
      'database connection',
      'db connection',
    ]);
    const what = measures(view, 'connections') ? measured?.metric.name : phrase;
    if (what === undefined || transition.comparison === 'outside-band') return undefined;
    const reason = `connections to the database: ${what}`;
    return directionOf(transition) === 'low'
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
    const { transition, measured } = view;
    if (!isAlarm(view)) return undefined;
    const scale = convert(measured?.unit, 's');
    if (measures(view, 'database-latency') && measured !== undefined && scale !== undefined)
      return graded(
        view,
        above(transition, { limit: 5, unit: 's', scale }),
        'SEV2',
        'database',
        measured.metric.name,
      );
    if (directionOf(transition) === 'low' || onlyMissing(transition)) return undefined;
    const phrase = phraseIn(view, [
      'slow query',
      'slow queries',
      'long running query',
      'long running queries',
    ]);
    const what =
      measures(view, 'database-load') && measured !== undefined
        ? `${measured.metric.name}${transition.value === undefined ? '' : ` ${shownIn(transition.value, measured.unit)}`}`
        : phrase;
    if (what === undefined) return undefined;
    return { severity: defaultSeverity, scenario: 'database', reason: `the database is slow: ${what}` };
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
