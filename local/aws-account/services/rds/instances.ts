import { type DBInstance, DescribeDBInstancesCommand } from '@aws-sdk/client-rds';
import { filtered } from '../../estate/filters.ts';
import { stableHex, vpcOf } from '../../estate/ids.ts';
import { pageOf, when } from '../../estate/pages.ts';
import type { World } from '../../estate/world.ts';
import type { Database } from '../../situation/databases.ts';
import { AwsError } from '../../wire/aws-error.ts';
import { operation } from '../../wire/operation.ts';
import { badMarker, databaseArn, endpointOf, isNamed, sizeOf, unknownFilter } from './resource.ts';

const replicasOf = (world: World, name: string): string[] =>
  Object.entries(world.estate.databases)
    .filter(([, { replicaOf }]) => replicaOf === name)
    .map(([replica]) => replica);

/** Written of a replica alone. */
const replicationOf = ({ replicaOf, replication }: Database) =>
  replicaOf === undefined
    ? []
    : [
        {
          StatusType: 'read replication',
          Normal: (replication?.status ?? 'replicating') === 'replicating',
          Status: replication?.status ?? 'replicating',
          ...when('Message', replication?.text),
        },
      ];

const describeInstance = (world: World, name: string, database: Database): DBInstance => ({
  DBInstanceIdentifier: name,
  DBInstanceClass: database.class,
  Engine: database.engine,
  DBInstanceStatus: database.status,
  MasterUsername: 'postgres',
  DBName: 'main',
  Endpoint: endpointOf(world, name, database.port),
  AllocatedStorage: database.storageGiB,
  InstanceCreateTime: world.date(database.created),
  PreferredBackupWindow: '03:00-03:30',
  BackupRetentionPeriod: 7,
  DBSecurityGroups: [],
  VpcSecurityGroups: [{ VpcSecurityGroupId: `sg-${stableHex(name, 17)}`, Status: 'active' }],
  DBParameterGroups: [
    {
      DBParameterGroupName: `default.${database.engine}${database.engineVersion.split('.')[0]}`,
      ParameterApplyStatus: 'in-sync',
    },
  ],
  AvailabilityZone: database.zone,
  DBSubnetGroup: {
    DBSubnetGroupName: 'default',
    DBSubnetGroupDescription: 'default',
    VpcId: vpcOf(world.region),
    SubnetGroupStatus: 'Complete',
    Subnets: [],
  },
  PreferredMaintenanceWindow: 'sun:04:00-sun:04:30',
  PendingModifiedValues: {},
  LatestRestorableTime: new Date(Math.floor(world.nowMs / 1000) * 1000 - 300_000),
  MultiAZ: database.standbyZone !== undefined,
  EngineVersion: database.engineVersion,
  AutoMinorVersionUpgrade: true,
  ReadReplicaDBInstanceIdentifiers: replicasOf(world, name),
  ...when('ReadReplicaSourceDBInstanceIdentifier', database.replicaOf),
  LicenseModel: 'postgresql-license',
  OptionGroupMemberships: [{ OptionGroupName: `default:${database.engine}`, Status: 'in-sync' }],
  ...when('SecondaryAvailabilityZone', database.standbyZone),
  PubliclyAccessible: false,
  StatusInfos: replicationOf(database),
  StorageType: 'gp3',
  DbInstancePort: 0,
  ...when('DBClusterIdentifier', database.cluster),
  StorageEncrypted: true,
  DbiResourceId: `db-${stableHex(name, 26).toUpperCase()}`,
  CACertificateIdentifier: 'rds-ca-rsa2048-g1',
  DomainMemberships: [],
  CopyTagsToSnapshot: false,
  MonitoringInterval: 60,
  DBInstanceArn: databaseArn(world, name),
  IAMDatabaseAuthenticationEnabled: false,
  PerformanceInsightsEnabled: database.performanceInsights,
  EnabledCloudwatchLogsExports: database.logs,
  DeletionProtection: true,
  AssociatedRoles: [],
  TagList: [],
  CustomerOwnedIpEnabled: false,
  NetworkType: 'IPV4',
});

export const describeDbInstances = operation(DescribeDBInstancesCommand, (input, world) => {
  const { DBInstanceIdentifier: asked, Filters: filters, Marker: token } = input;
  const all = Object.entries(world.estate.databases)
    .map(([name, database]) => describeInstance(world, name, database))
    .filter(({ DBInstanceIdentifier: name, DBInstanceArn: arn }) => isNamed(asked, name, arn));
  if (asked !== undefined && all.length === 0)
    throw new AwsError('DBInstanceNotFoundFault', `DBInstance ${asked} not found.`);
  const found = filtered(
    all,
    filters,
    {
      'db-instance-id': ({ DBInstanceIdentifier: name }) => name,
      'db-cluster-id': ({ DBClusterIdentifier: name }) => name,
      'dbi-resource-id': ({ DbiResourceId: id }) => id,
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
  return { DBInstances: [...page.items], ...when('Marker', page.next) };
});
