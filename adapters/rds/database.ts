import {
  type DBCluster,
  type DBInstance,
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  DescribeEventsCommand,
  DescribePendingMaintenanceActionsCommand,
  type Event,
  type PendingMaintenanceAction,
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
  ({ subjects, onsetMs, signal }) => {
    const maintenance = maintenanceOf(client, subjects, signal);
    return Promise.all(
      subjects.map(async (subject): Promise<Seen<'database'>> => {
        const { name } = subject;
        try {
          const [known, events, waiting] = await Promise.all([
            describe(client, subject, signal),
            eventsOf(client, subject, onsetMs - BEFORE_ONSET_MS, signal).then(
              (events) => ({ events }),
              // Its state tells more: that must not be lost with them.
              (error: unknown) => ({ events: [], eventsUnknown: unknownReasonOf(error) }),
            ),
            maintenance,
          ]);
          const pendingMaintenance = [...known.pendingMaintenance, ...(waiting.get(keyOf(subject)) ?? [])];
          return { resource: name, facts: { ...known, pendingMaintenance, name, ...events } };
        } catch (error) {
          return { resource: name, error };
        }
      }),
    );
  };

const keyOf = ({ kind, name }: DatabaseSubject): string =>
  `${kind === 'instance' ? 'db' : 'cluster'}:${name}`;

/**
 * What waits for the maintenance window, by the last two parts of the ARN: one call for instances, one for clusters. A
 * call that is refused costs its answer and nothing else: whether the database is available says another.
 */
const maintenanceOf = async (
  client: RDSClient,
  subjects: readonly DatabaseSubject[],
  abortSignal: AbortSignal,
): Promise<ReadonlyMap<string, readonly string[]>> => {
  const byKind = [...Map.groupBy(subjects, ({ kind }) => kind)];
  const answers = await Promise.allSettled(
    byKind.map(async ([kind, some]) => {
      const Filters = [{ Name: `db-${kind}-id`, Values: some.map(({ name }) => name) }];
      const command = new DescribePendingMaintenanceActionsCommand({ Filters, MaxRecords: 100 });
      const { PendingMaintenanceActions = [] } = await client.send(command, { abortSignal });
      return PendingMaintenanceActions;
    }),
  );
  const found = answers.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
  return new Map(
    found.map(({ ResourceIdentifier = '', PendingMaintenanceActionDetails = [] }) => [
      ResourceIdentifier.split(':').slice(-2).join(':'),
      PendingMaintenanceActionDetails.map(actionText),
    ]),
  );
};

/** `system-update from 2026-11-28T03:00:00.000Z on`: it begins then by itself. */
const actionText = ({ Action, CurrentApplyDate }: PendingMaintenanceAction): string =>
  CurrentApplyDate === undefined
    ? (Action ?? 'maintenance')
    : `${Action ?? 'maintenance'} from ${CurrentApplyDate.toISOString()} on`;

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
