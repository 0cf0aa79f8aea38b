import type { ServiceAlarms, WatchedDatabase } from '../../config/schema/service-alarms.ts';
import type { ServiceAlarm } from './service-alarm.ts';

type Dimension = 'DBInstanceIdentifier' | 'DBClusterIdentifier';
type Row = Omit<ServiceAlarm, 'resource' | 'noData' | 'of'> & {
  readonly metric: string;
  readonly stat: 'Average' | 'Minimum' | 'Maximum';
};

/**
 * Databases. docs/requirements.md, Severity. RDS reports free bytes and used connections, so that shares need the totals of
 * `databases` in tocsin.yml. A database that tells nothing may be gone: unknown, and an incident of it is held.
 */
export const databaseAlarms = (asked: ServiceAlarms): readonly ServiceAlarm[] => [
  ...asked.databases.flatMap((one) => [
    ...loadAlarms(one, 'DBInstanceIdentifier', asked),
    ...spaceAlarms(one, asked),
    ...(one.isReplica === true ? replicaAlarms(one, asked) : []),
  ]),
  ...asked.databaseClusters.flatMap((one) => [
    ...loadAlarms(one, 'DBClusterIdentifier', asked),
    clusterLag(one, asked),
  ]),
];

const alarm = (
  { id }: WatchedDatabase,
  dimension: Dimension,
  { metric, stat, ...row }: Row,
): ServiceAlarm => ({
  ...row,
  // An instance may be called as its cluster is.
  resource: dimension === 'DBClusterIdentifier' ? `cluster/${id}` : id,
  of: { namespace: 'AWS/RDS', metric, dimensions: { [dimension]: id }, stat },
  noData: 'unknown',
});

const forMinutes = { periodS: 60, breaching: 4, periods: 5 } as const;

const loadAlarms = (
  database: WatchedDatabase,
  dimension: Dimension,
  { limits }: ServiceAlarms,
): readonly ServiceAlarm[] => {
  const { id, connections } = database;
  const most = connections === undefined ? undefined : Math.floor((connections * limits.connections) / 100);
  return [
    alarm(database, dimension, {
      ...forMinutes,
      kind: 'database-cpu',
      says: `CPU of the database ${id} in use: over ${limits.cpu} %.`,
      metric: 'CPUUtilization',
      stat: 'Average',
      above: limits.cpu,
    }),
    ...(most === undefined
      ? []
      : [
          alarm(database, dimension, {
            ...forMinutes,
            kind: 'database-connections',
            says: `The database ${id} has more than ${most} of ${connections} connections.`,
            metric: 'DatabaseConnections',
            stat: 'Maximum',
            above: most,
          }),
        ]),
  ];
};

/** Free bytes of an instance below what the limit leaves of the total. */
const spaceAlarms = (database: WatchedDatabase, { limits }: ServiceAlarms): readonly ServiceAlarm[] => {
  const { id, storageBytes, memoryBytes } = database;
  const space = (
    kind: 'database-storage' | 'database-memory',
    metric: string,
    total: number | undefined,
    limit: number,
  ): readonly ServiceAlarm[] =>
    total === undefined
      ? []
      : [
          alarm(database, 'DBInstanceIdentifier', {
            kind,
            says: `Of the ${kind === 'database-storage' ? 'storage' : 'memory'} of the database ${id} over ${limit} % are in use.`,
            metric,
            stat: 'Minimum',
            below: Math.ceil((total * (100 - limit)) / 100),
            periodS: 60,
            breaching: 4,
            periods: 5,
          }),
        ];
  return [
    ...space('database-storage', 'FreeStorageSpace', storageBytes, limits.disk),
    ...space('database-memory', 'FreeableMemory', memoryBytes, limits.memory),
  ];
};

/** Behind, in seconds; −1 where replication does not run (Amazon RDS User Guide, "Monitoring read replication"). */
const replicaAlarms = (database: WatchedDatabase, { limits }: ServiceAlarms): readonly ServiceAlarm[] => [
  alarm(database, 'DBInstanceIdentifier', {
    ...forMinutes,
    kind: 'replica-lag',
    says: `The replica ${database.id} is more than ${limits.replicaLagMs / 1000} s behind.`,
    metric: 'ReplicaLag',
    stat: 'Average',
    above: limits.replicaLagMs / 1000,
  }),
  alarm(database, 'DBInstanceIdentifier', {
    kind: 'replication-stopped',
    says: `Replication to ${database.id} does not run.`,
    metric: 'ReplicaLag',
    stat: 'Maximum',
    below: 0,
    periodS: 60,
    breaching: 2,
    periods: 3,
  }),
];

/** The slowest reader of an Aurora cluster, in milliseconds. */
const clusterLag = (cluster: WatchedDatabase, { limits }: ServiceAlarms): ServiceAlarm =>
  alarm(cluster, 'DBClusterIdentifier', {
    ...forMinutes,
    kind: 'replica-lag',
    says: `A reader of the cluster ${cluster.id} is more than ${limits.replicaLagMs / 1000} s behind.`,
    metric: 'AuroraReplicaLagMaximum',
    stat: 'Maximum',
    above: limits.replicaLagMs,
  });
