import type { Check } from '../check.ts';
import type { DatabaseFacts } from '../facts/database.ts';
import type { Interpretation } from '../finding.ts';

export const database: Check<'database'> = {
  scenarios: ['outage', 'database', 'generic'],
  tells: 'whether the database is available',
  subjectsOf: ({ estate }) => [
    ...estate.databases.map((name) => ({ kind: 'instance', name }) as const),
    ...estate.databaseClusters.map((name) => ({ kind: 'cluster', name }) as const),
  ],
  interpret: (facts) => interpret(facts),
};

/** States in which it answers. RDS User Guide, "Viewing Amazon RDS DB instance status". */
const available: ReadonlySet<string> = new Set([
  'available',
  'backing-up',
  'configuring-enhanced-monitoring',
  'configuring-iam-database-auth',
  'configuring-activity-stream',
  'configuring-log-exports',
  'maintenance',
  'modifying',
  'resetting-master-credentials',
  'storage-initialization',
  'update-iam-db-auth',
  'storage-optimization',
  'storage-config-upgrade',
]);

/** States that end by themselves in minutes. */
const passing: ReadonlySet<string> = new Set([
  'rebooting',
  'failing-over',
  'starting',
  'upgrading',
  'renaming',
  'promoting',
]);

const interpret = (facts: DatabaseFacts): Interpretation => {
  const { name, status, replicationError, hasWriter, pendingMaintenance, events, eventsUnknown } = facts;
  const [newest] = events;
  const evidence = {
    status,
    ...(hasWriter === undefined ? {} : { hasWriter }),
    ...(replicationError === undefined ? {} : { replicationError }),
    pendingMaintenance,
    ...(eventsUnknown === undefined ? {} : { eventsUnknown }),
    events: events.slice(0, 5).map(({ message }) => message),
  };
  const why = newest === undefined ? '' : ` (${newest.message})`;
  if (passing.has(status))
    return {
      state: 'failed',
      reason: 'database-in-transition',
      text: `Database ${name} is ${status}${why}`,
      evidence,
    };
  if (!available.has(status))
    return {
      state: 'failed',
      reason: 'database-unavailable',
      text: `Database ${name} is ${status}${why}`,
      evidence,
    };
  if (hasWriter === false)
    return { state: 'failed', reason: 'no-writer', text: `Cluster ${name} has no writer${why}`, evidence };
  if (replicationError !== undefined)
    return {
      state: 'degraded',
      reason: 'replication-failed',
      text: `Database ${name}: replication has stopped (${replicationError})`,
      evidence,
    };
  return { state: 'healthy', reason: 'database-available', text: `Database ${name} is ${status}`, evidence };
};
