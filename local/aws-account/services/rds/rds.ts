import { RDSClient } from '@aws-sdk/client-rds';
import { serviceOf } from '../../wire/operation.ts';
import { nowhere } from '../nowhere.ts';
import { describeDbClusters } from './clusters.ts';
import { describeEvents } from './events.ts';
import { describeDbInstances } from './instances.ts';
import { describePendingMaintenanceActions } from './maintenance.ts';

export const rds = serviceOf(new RDSClient(nowhere), [
  describeDbInstances,
  describeDbClusters,
  describeEvents,
  describePendingMaintenanceActions,
]);
