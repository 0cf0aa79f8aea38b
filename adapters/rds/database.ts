import {
  type DBCluster,
  type DBInstance,
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  DescribeEventsCommand,
  type Event,
  type RDSClient,
} from '@aws-sdk/client-rds';
import type { DatabaseFacts } from '../../domain/triage/facts/database.ts';
import type { DatabaseSubject } from '../../domain/triage/looks.ts';
import { unknownReasonOf } from '../../domain/triage/unknown.ts';
import type { Looker, Seen } from '../../protocol/ports/check.ts';

const BEFORE_ONSET_MS = 60 * 60_000;
const MOST_EVENTS = 10;

/** Database instances and clusters, with what RDS told of them since an hour before onset. */
export const createDatabaseLooker =
  (client: RDSClient): Looker<'database'> =>
  ({ subjects, onsetMs, signal }) =>
    Promise.all(
      subjects.map(async (subject): Promise<Seen<'database'>> => {
        const { name } = subject;
        try {
          const [known, events] = await Promise.all([
            describe(client, subject, signal),
            eventsOf(client, subject, onsetMs - BEFORE_ONSET_MS, signal).then(
              (events) => ({ events }),
              // Its state tells more: that must not be lost with them.
              (error: unknown) => ({ events: [], eventsUnknown: unknownReasonOf(error) }),
            ),
          ]);
          return { resource: name, facts: { ...known, name, ...events } };
        } catch (error) {
          return { resource: name, error };
        }
      }),
    );

const describe = async (client: RDSClient, { kind, name }: DatabaseSubject, abortSignal: AbortSignal) => {
  if (kind === 'instance') {
    const command = new DescribeDBInstancesCommand({ DBInstanceIdentifier: name });
    const { DBInstances: [instance] = [] } = await client.send(command, { abortSignal });
    if (instance === undefined) throw new NoSuchDatabaseError(name);
    return instanceFacts(instance);
  }
  const command = new DescribeDBClustersCommand({ DBClusterIdentifier: name });
  const { DBClusters: [cluster] = [] } = await client.send(command, { abortSignal });
  if (cluster === undefined) throw new NoSuchDatabaseError(name);
  return clusterFacts(cluster);
};

class NoSuchDatabaseError extends Error {
  override readonly name = 'DatabaseNotFound';
}

type Known = Omit<DatabaseFacts, 'name' | 'events' | 'eventsUnknown'>;

/** RDS API, `DBInstanceStatusInfo`: `Normal` is false while a replica does not replicate. */
const instanceFacts = ({
  DBInstanceStatus,
  StatusInfos = [],
  PendingModifiedValues = {},
}: DBInstance): Known => {
  const broken = StatusInfos.find(({ Normal }) => Normal === false);
  return {
    status: DBInstanceStatus ?? 'unknown',
    pendingMaintenance: Object.entries(PendingModifiedValues).flatMap(([name, value]) =>
      value === undefined ? [] : [name],
    ),
    ...(broken === undefined
      ? {}
      : { replicationError: broken.Message ?? broken.Status ?? 'no reason given' }),
  };
};

const clusterFacts = ({ Status, DBClusterMembers = [], PendingModifiedValues = {} }: DBCluster): Known => ({
  status: Status ?? 'unknown',
  pendingMaintenance: Object.entries(PendingModifiedValues).flatMap(([name, value]) =>
    value === undefined ? [] : [name],
  ),
  hasWriter: DBClusterMembers.some(({ IsClusterWriter }) => IsClusterWriter === true),
});

const eventsOf = async (
  client: RDSClient,
  { kind, name }: DatabaseSubject,
  sinceMs: number,
  abortSignal: AbortSignal,
): Promise<DatabaseFacts['events']> => {
  const command = new DescribeEventsCommand({
    SourceType: kind === 'instance' ? 'db-instance' : 'db-cluster',
    SourceIdentifier: name,
    StartTime: new Date(sinceMs),
    MaxRecords: 100,
  });
  const { Events = [] } = await client.send(command, { abortSignal });
  return Events.map(eventOf)
    .sort((a, b) => b.atMs - a.atMs)
    .slice(0, MOST_EVENTS);
};

const eventOf = ({ Date: date, Message }: Event) => ({ atMs: date?.getTime() ?? 0, message: Message ?? '' });
