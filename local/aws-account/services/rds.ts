import {
  type DBCluster,
  type DBInstance,
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  DescribeEventsCommand,
  DescribePendingMaintenanceActionsCommand,
  type Event,
  RDSClient,
  type SourceType,
} from '@aws-sdk/client-rds';
import { filtered } from '../estate/filters.ts';
import { stableHex, vpcOf } from '../estate/ids.ts';
import { pageSize } from '../estate/limits.ts';
import { pageOf, when } from '../estate/pages.ts';
import type { World } from '../estate/world.ts';
import type { Cluster, Database, DatabaseEvent, Maintenance } from '../situation/databases.ts';
import { AwsError } from '../wire/aws-error.ts';
import { operation, serviceOf } from '../wire/operation.ts';
import { nowhere } from './nowhere.ts';

const databaseArn = (world: World, name: string): string => world.arn('rds', `db:${name}`);
const clusterArn = (world: World, name: string): string => world.arn('rds', `cluster:${name}`);

const invalid = (message: string): AwsError =>
  new AwsError('InvalidParameterValue', message, { status: 400 });

/** Amazon RDS API reference: 20 to 100 records a page. */
const sizeOf = (given: number | undefined): number =>
  pageSize(given, { field: 'maxRecords', least: 20, most: 100, usual: 100, code: 'InvalidParameterValue' });

const badMarker = (marker: string | undefined) => (): AwsError => invalid(`Invalid marker: ${marker}`);

const endpointOf = (world: World, name: string, port: number) => ({
  Address: `${name}.${stableHex(world.accountId, 12)}.${world.region}.rds.amazonaws.com`,
  Port: port,
  HostedZoneId: 'Z29XKXDKYMONMX',
});

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
  OptionGroupMemberships: [],
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

const unknownFilter = (name: string): AwsError => invalid(`Unrecognized filter name: ${name}`);

const isNamed = (nameOrArn: string | undefined, name: string | undefined, arn: string | undefined): boolean =>
  nameOrArn === undefined || nameOrArn === name || nameOrArn === arn;

const describeDbInstances = operation(DescribeDBInstancesCommand, (input, world) => {
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

const describeDbClusters = operation(DescribeDBClustersCommand, (input, world) => {
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

const eventsOf = (
  world: World,
  name: string,
  arn: string,
  type: SourceType,
  events: readonly DatabaseEvent[],
): readonly Event[] =>
  events.map(({ at, text, categories }) => ({
    SourceIdentifier: name,
    SourceType: type,
    Message: text,
    EventCategories: categories,
    Date: world.date(at),
    SourceArn: arn,
  }));

const minuteMs = 60_000;
const oldestEventMs = 14 * 24 * 60 * minuteMs;

/** An hour up to now, unless the call says another time: at most 14 days ago. */
const eventRange = (
  world: World,
  start: Date | undefined,
  end: Date | undefined,
  minutes: number | undefined,
) => {
  const toMs = end?.getTime() ?? world.nowMs;
  const fromMs = start?.getTime() ?? toMs - (minutes ?? 60) * minuteMs;
  return { fromMs: Math.max(fromMs, world.nowMs - oldestEventMs), toMs: Math.min(toMs, world.nowMs) };
};

const describeEvents = operation(DescribeEventsCommand, (input, world) => {
  const { SourceIdentifier: source, SourceType: type, EventCategories: categories, Marker: token } = input;
  if (source !== undefined && type === undefined)
    throw new AwsError(
      'InvalidParameterCombination',
      'SourceType must be specified when SourceIdentifier is.',
      { status: 400 },
    );
  const { fromMs, toMs } = eventRange(world, input.StartTime, input.EndTime, input.Duration);
  const all = [
    ...Object.entries(world.estate.databases).flatMap(([name, { events }]) =>
      eventsOf(world, name, databaseArn(world, name), 'db-instance', events),
    ),
    ...Object.entries(world.estate.clusters).flatMap(([name, { events }]) =>
      eventsOf(world, name, clusterArn(world, name), 'db-cluster', events),
    ),
  ];
  const found = all
    .filter(
      (event) =>
        Number(event.Date) >= fromMs &&
        Number(event.Date) <= toMs &&
        (source === undefined || event.SourceIdentifier === source) &&
        (type === undefined || event.SourceType === type) &&
        (categories === undefined ||
          categories.length === 0 ||
          event.EventCategories?.some((category) => categories.includes(category))),
    )
    .sort((a, b) => Number(a.Date) - Number(b.Date));
  const about = [source, type, categories, input.StartTime, input.EndTime, input.Duration];
  const page = pageOf(found, { token, size: sizeOf(input.MaxRecords), about, invalid: badMarker(token) });
  return { Events: [...page.items], ...when('Marker', page.next) };
});

const actionsOf = (world: World, maintenance: readonly Maintenance[]) =>
  maintenance.map(({ action, text, applyAfter, forced }) => ({
    Action: action,
    Description: text,
    ...when('AutoAppliedAfterDate', applyAfter === undefined ? undefined : world.date(applyAfter)),
    ...when('CurrentApplyDate', applyAfter === undefined ? undefined : world.date(applyAfter)),
    ...when('ForcedApplyDate', forced === undefined ? undefined : world.date(forced)),
  }));

const describePendingMaintenanceActions = operation(
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

export const rds = serviceOf(new RDSClient(nowhere), [
  describeDbInstances,
  describeDbClusters,
  describeEvents,
  describePendingMaintenanceActions,
]);
