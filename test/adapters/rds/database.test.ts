import {
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  DescribeEventsCommand,
  RDSClient,
} from '@aws-sdk/client-rds';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { createDatabaseLooker } from '../../../adapters/rds/database.ts';
import { asked, awsError } from '../../contract/asked.ts';
import { MINUTE, T0 } from '../../contract/sample-records.ts';

const client = mockClient(RDSClient);
const look = createDatabaseLooker(new RDSClient({}));
beforeEach(() => {
  client.reset();
  client.on(DescribeEventsCommand).resolves({ Events: [] });
});

const instance = asked<'database'>([{ kind: 'instance', name: 'orders' }]);
const cluster = asked<'database'>([{ kind: 'cluster', name: 'orders' }]);

test('an instance that is being created has half its members', async () => {
  client.on(DescribeDBInstancesCommand).resolves({ DBInstances: [{ DBInstanceStatus: 'creating' }] });
  expect(await look(instance)).toEqual([
    { resource: 'orders', facts: { name: 'orders', status: 'creating', pendingMaintenance: [], events: [] } },
  ]);
  client.on(DescribeDBInstancesCommand).resolves({ DBInstances: [{}] });
  expect(await look(instance)).toMatchObject([{ facts: { status: 'unknown' } }]);
});

test.each([
  [{ Normal: true, Status: 'replicating' }, undefined],
  [{ Status: 'replicating' }, undefined],
  [{ Normal: false, Status: 'error', Message: 'Streaming has stopped' }, 'Streaming has stopped'],
  [{ Normal: false, Status: 'error' }, 'error'],
  [{ Normal: false }, 'no reason given'],
])('replication that says %j', async (info, wanted) => {
  client
    .on(DescribeDBInstancesCommand)
    .resolves({ DBInstances: [{ DBInstanceStatus: 'available', StatusInfos: [info] }] });
  const [seen] = await look(instance);
  expect(seen !== undefined && 'facts' in seen ? seen.facts.replicationError : seen).toBe(wanted);
});

test('a cluster says whether one of its members writes', async () => {
  const members = (...writes: readonly boolean[]) => writes.map((IsClusterWriter) => ({ IsClusterWriter }));
  client
    .on(DescribeDBClustersCommand)
    .resolves({ DBClusters: [{ Status: 'available', DBClusterMembers: members(false, true) }] });
  expect(await look(cluster)).toMatchObject([{ facts: { status: 'available', hasWriter: true } }]);
  client
    .on(DescribeDBClustersCommand)
    .resolves({ DBClusters: [{ Status: 'available', DBClusterMembers: members(false) }] });
  expect(await look(cluster)).toMatchObject([{ facts: { hasWriter: false } }]);
});

test('what waits for maintenance is named', async () => {
  client.on(DescribeDBInstancesCommand).resolves({
    DBInstances: [
      {
        DBInstanceStatus: 'available',
        PendingModifiedValues: { EngineVersion: '17', StorageType: undefined },
      },
    ],
  });
  expect(await look(instance)).toMatchObject([{ facts: { pendingMaintenance: ['EngineVersion'] } }]);
});

test('events come the newest first, ten at most, since an hour before onset', async () => {
  client.on(DescribeDBInstancesCommand).resolves({ DBInstances: [{ DBInstanceStatus: 'available' }] });
  const Events = Array.from({ length: 30 }, (_, n) => ({
    Date: new Date(T0 + n * MINUTE),
    Message: `event ${n}`,
  }));
  client.on(DescribeEventsCommand).resolves({ Events: [...Events, {}] });
  const [seen] = await look(instance);
  const messages =
    seen !== undefined && 'facts' in seen ? seen.facts.events.map(({ message }) => message) : [];
  expect(messages).toHaveLength(10);
  expect(messages[0]).toBe('event 29');
  expect(client.commandCalls(DescribeEventsCommand)[0]?.args[0].input.StartTime).toEqual(
    new Date(T0 - 60 * MINUTE),
  );
});

test.each(['DBInstanceNotFoundFault', 'AccessDenied', 'Throttling'])(
  '%s is told of its database alone',
  async (name) => {
    client.on(DescribeDBInstancesCommand).resolves({ DBInstances: [{ DBInstanceStatus: 'available' }] });
    client.on(DescribeDBInstancesCommand, { DBInstanceIdentifier: 'gone' }).rejects(awsError(name));
    const seen = await look(
      asked<'database'>([
        { kind: 'instance', name: 'orders' },
        { kind: 'instance', name: 'gone' },
      ]),
    );
    expect(seen.map((one) => ('error' in one ? one.error : 'seen'))).toEqual([
      'seen',
      expect.objectContaining({ name }),
    ]);
  },
);

test('an answer without a database is one that does not exist', async () => {
  client.on(DescribeDBInstancesCommand).resolves({});
  client.on(DescribeDBClustersCommand).resolves({ DBClusters: [] });
  for (const ask of [instance, cluster])
    expect(await look(ask)).toEqual([
      { resource: 'orders', error: expect.objectContaining({ name: 'DatabaseNotFound' }) },
    ]);
});

test('events that are refused do not hide the state of the database', async () => {
  client.on(DescribeDBInstancesCommand).resolves({ DBInstances: [{ DBInstanceStatus: 'failing-over' }] });
  client.on(DescribeEventsCommand).rejects(awsError('AccessDenied'));
  expect(await look(instance)).toMatchObject([
    { facts: { status: 'failing-over', events: [], eventsUnknown: 'denied' } },
  ]);
});
