import { DescribePendingMaintenanceActionsCommand } from '@aws-sdk/client-rds';
import { filtered } from '../../estate/filters.ts';
import { pageOf, when } from '../../estate/pages.ts';
import type { World } from '../../estate/world.ts';
import type { Maintenance } from '../../situation/databases.ts';
import { AwsError } from '../../wire/aws-error.ts';
import { operation } from '../../wire/operation.ts';
import { badMarker, clusterArn, databaseArn, sizeOf, unknownFilter } from './resource.ts';

const actionsOf = (world: World, maintenance: readonly Maintenance[]) =>
  maintenance.map(({ action, text, applyAfter, forced }) => ({
    Action: action,
    Description: text,
    ...when('AutoAppliedAfterDate', applyAfter === undefined ? undefined : world.date(applyAfter)),
    ...when('CurrentApplyDate', applyAfter === undefined ? undefined : world.date(applyAfter)),
    ...when('ForcedApplyDate', forced === undefined ? undefined : world.date(forced)),
  }));

export const describePendingMaintenanceActions = operation(
  DescribePendingMaintenanceActionsCommand,
  (input, world) => {
    const { ResourceIdentifier: asked, Filters: filters, Marker: token } = input;
    const all = [
      ...Object.entries(world.estate.databases).map(([name, { maintenance }]) => ({
        ...{ kind: 'db-instance-id', name, arn: databaseArn(world, name), maintenance },
      })),
      ...Object.entries(world.estate.clusters).map(([name, { maintenance }]) => ({
        ...{ kind: 'db-cluster-id', name, arn: clusterArn(world, name), maintenance },
      })),
    ];
    if (asked !== undefined && !all.some(({ arn }) => arn === asked))
      throw new AwsError(
        'ResourceNotFoundFault',
        `The specified resource name does not match an RDS resource in this region: ${asked}`,
      );
    const named = filtered(
      all.filter(({ arn }) => asked === undefined || arn === asked),
      filters,
      {
        'db-instance-id': ({ kind, name }) => (kind === 'db-instance-id' ? name : undefined),
        'db-cluster-id': ({ kind, name }) => (kind === 'db-cluster-id' ? name : undefined),
      },
      unknownFilter,
    ).filter(({ maintenance }) => maintenance.length > 0);
    const page = pageOf(named, {
      token,
      size: sizeOf(input.MaxRecords),
      about: [asked, filters],
      invalid: badMarker(token),
    });
    return {
      PendingMaintenanceActions: page.items.map(({ arn, maintenance }) => ({
        ResourceIdentifier: arn,
        PendingMaintenanceActionDetails: actionsOf(world, maintenance),
      })),
      ...when('Marker', page.next),
    };
  },
);
