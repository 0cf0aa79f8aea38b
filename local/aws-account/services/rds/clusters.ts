import { type DBCluster, DescribeDBClustersCommand } from '@aws-sdk/client-rds';
import { filtered } from '../../estate/filters.ts';
import { stableHex } from '../../estate/ids.ts';
import { pageOf, when } from '../../estate/pages.ts';
import type { World } from '../../estate/world.ts';
import type { Cluster } from '../../situation/databases.ts';
import { AwsError } from '../../wire/aws-error.ts';
import { operation } from '../../wire/operation.ts';
import { badMarker, clusterArn, endpointOf, isNamed, sizeOf, unknownFilter } from './resource.ts';

const describeCluster = (world: World, name: string, cluster: Cluster): DBCluster => {
  const { Address: address, HostedZoneId: zone } = endpointOf(world, `${name}.cluster`, cluster.port);
  return {
    AllocatedStorage: 1,
    AvailabilityZones: cluster.zones,
    BackupRetentionPeriod: 7,
    DBClusterIdentifier: name,
    DBClusterParameterGroup: `default.${cluster.engine}${cluster.engineVersion.split('.')[0]}`,
    DBSubnetGroup: 'default',
    Status: cluster.status,
    EarliestRestorableTime: new Date(world.nowMs - 7 * 86_400_000),
    Endpoint: address,
    ReaderEndpoint: endpointOf(world, `${name}.cluster-ro`, cluster.port).Address,
    MultiAZ: cluster.readers.length > 0,
    Engine: cluster.engine,
    EngineVersion: cluster.engineVersion,
    LatestRestorableTime: new Date(world.nowMs - 300_000),
    Port: cluster.port,
    MasterUsername: 'postgres',
    DBClusterMembers: [cluster.writer, ...cluster.readers].map((member, index) => ({
      DBInstanceIdentifier: member,
      IsClusterWriter: index === 0,
      DBClusterParameterGroupStatus: 'in-sync',
      PromotionTier: index,
    })),
    VpcSecurityGroups: [{ VpcSecurityGroupId: `sg-${stableHex(name, 17)}`, Status: 'active' }],
    HostedZoneId: zone,
    StorageEncrypted: true,
    DbClusterResourceId: `cluster-${stableHex(name, 26).toUpperCase()}`,
    DBClusterArn: clusterArn(world, name),
    AssociatedRoles: [],
    IAMDatabaseAuthenticationEnabled: false,
    ClusterCreateTime: world.date(cluster.created),
    EngineMode: 'provisioned',
    DeletionProtection: true,
    HttpEndpointEnabled: false,
    CopyTagsToSnapshot: false,
    CrossAccountClone: false,
    DomainMemberships: [],
    TagList: [],
    AutoMinorVersionUpgrade: true,
    NetworkType: 'IPV4',
  };
};

export const describeDbClusters = operation(DescribeDBClustersCommand, (input, world) => {
  const { DBClusterIdentifier: asked, Filters: filters, Marker: token } = input;
  const all = Object.entries(world.estate.clusters)
    .map(([name, cluster]) => describeCluster(world, name, cluster))
    .filter(({ DBClusterIdentifier: name, DBClusterArn: arn }) => isNamed(asked, name, arn));
  if (asked !== undefined && all.length === 0)
    throw new AwsError('DBClusterNotFoundFault', `DBCluster ${asked} not found.`);
  const found = filtered(
    all,
    filters,
    {
      'db-cluster-id': ({ DBClusterIdentifier: name }) => name,
      'db-cluster-resource-id': ({ DbClusterResourceId: id }) => id,
      engine: ({ Engine: engine }) => engine,
    },
    unknownFilter,
  );
  const page = pageOf(found, {
    token,
    size: sizeOf(input.MaxRecords),
    about: [asked, filters],
    invalid: badMarker(token),
  });
  return { DBClusters: [...page.items], ...when('Marker', page.next) };
});
