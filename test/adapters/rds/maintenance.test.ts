import {
  DescribeDBInstancesCommand,
  DescribeEventsCommand,
  DescribePendingMaintenanceActionsCommand,
  RDSClient,
} from '@aws-sdk/client-rds';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { createDatabaseLooker } from '../../../adapters/rds/database.ts';

const aws = mockClient(RDSClient);
beforeEach(() => {
  aws.reset();
  aws.on(DescribeEventsCommand).resolves({});
  aws.on(DescribeDBInstancesCommand).resolves({
    DBInstances: [
      { DBInstanceStatus: 'available', PendingModifiedValues: { DBInstanceClass: 'db.r6g.xlarge' } },
    ],
  });
});

const look = () =>
  createDatabaseLooker(new RDSClient({}))({
    ...{ onsetMs: 0, nowMs: 0, signal: new AbortController().signal },
    subjects: ['orders', 'users'].map((name) => ({ kind: 'instance', name })),
  });

test('what waits for a database’s window is told of that database, by one call for all', async () => {
  aws.on(DescribePendingMaintenanceActionsCommand).resolves({
    PendingMaintenanceActions: [
      {
        ResourceIdentifier: 'arn:aws:rds:eu-west-1:111122223333:db:orders',
        PendingMaintenanceActionDetails: [
          { Action: 'system-update', CurrentApplyDate: new Date(Date.UTC(2026, 10, 28, 3)) },
          {},
        ],
      },
      {},
    ],
  });
  expect(await look()).toMatchObject([
    {
      facts: {
        pendingMaintenance: [
          'DBInstanceClass',
          'system-update from 2026-11-28T03:00:00.000Z on',
          'maintenance',
        ],
      },
    },
    { facts: { pendingMaintenance: ['DBInstanceClass'] } },
  ]);
  expect(aws.commandCalls(DescribePendingMaintenanceActionsCommand)).toHaveLength(1);
});

test('whether a database is available is known where its maintenance may not be read', async () => {
  aws.on(DescribePendingMaintenanceActionsCommand).rejects(new Error('AccessDenied'));
  expect(await look()).toMatchObject([
    { facts: { status: 'available', pendingMaintenance: ['DBInstanceClass'] } },
    { facts: { status: 'available' } },
  ]);
});
