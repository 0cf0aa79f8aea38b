import type { MetricRows } from './metric-row.ts';

const commandLatencies =
  'ClusterBasedCmdsLatency, EvalBasedCmdsLatency, GeoSpatialBasedCmdsLatency, GetTypeCmdsLatency, HashBasedCmdsLatency, HyperLogLogBasedCmdsLatency, JsonBasedCmdsLatency, KeyBasedCmdsLatency, ListBasedCmdsLatency, PubSubBasedCmdsLatency, SetBasedCmdsLatency, SetTypeCmdsLatency, SortedSetBasedCmdsLatency, StreamBasedCmdsLatency, StringBasedCmdsLatency';

/** Databases and caches. Each namespace names the AWS document that its units come from. */
export const databaseMetrics: MetricRows = {
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html
  // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.monitoring.html
  'AWS/RDS': [
    ['Percent', 'cpu-used', 'CPUUtilization'],
    ['Percent', 'utilisation', 'ACUUtilization'],
    ['Bytes', 'memory-free', 'FreeableMemory'],
    [
      'Bytes',
      'disk-free',
      'FreeStorageSpace, FreeLocalStorage, FreeEphemeralStorage, FreeStorageSpaceLogVolume, AuroraVolumeBytesLeftTotal',
    ],
    [
      'Seconds',
      'database-latency',
      'ReadLatency, WriteLatency, ReadLatencyLocalStorage, WriteLatencyLocalStorage, ReadLatencyLogVolume, WriteLatencyLogVolume',
    ],
    [
      'Milliseconds',
      'database-latency',
      'CommitLatency, SelectLatency, DMLLatency, DDLLatency, InsertLatency, UpdateLatency, DeleteLatency, ForwardingWriterDMLLatency, ForwardingReplicaDMLLatency, ForwardingReplicaReadWaitLatency',
    ],
    ['Microseconds', 'database-latency', 'QueryDatabaseResponseLatency, QueryResponseLatency'],
    ['Microseconds', 'connections', 'DatabaseConnectionsBorrowLatency'],
    ['Seconds', 'replication-lag', 'ReplicaLag, AuroraBinlogReplicaLag'],
    [
      'Milliseconds',
      'replication-lag',
      'AuroraReplicaLag, AuroraReplicaLagMaximum, AuroraReplicaLagMinimum, AuroraGlobalDBReplicationLag, AuroraGlobalDBRPOLag, AuroraGlobalDBProgressLag',
    ],
    ['Bytes', 'replication-lag', 'OldestReplicationSlotLag'],
    [
      'Count',
      'connections',
      'DatabaseConnections, ConnectionAttempts, AbortedClients, LoginFailures, DatabaseConnectionsSetupFailed',
    ],
    [
      'Count',
      'database-load',
      'DiskQueueDepth, DiskQueueDepthLogVolume, DBLoad, DBLoadNonCPU, DBLoadCPU, Deadlocks, BlockedTransactions',
    ],
    ['Percent', 'success-share', 'AvailabilityPercentage'],
    [
      'Percent',
      'other',
      'BurstBalance, EBSIOBalance%, EBSByteBalance%, BufferCacheHitRatio, ResultSetCacheHitRatio',
    ],
    [
      'Bytes',
      'other',
      'SwapUsage, BinLogDiskUsage, ReplicationSlotDiskUsage, TransactionLogsDiskUsage, VolumeBytesUsed',
    ],
    ['Seconds', 'other', 'EngineUptime, CheckpointLag'],
    [
      'Count',
      'other',
      'CPUCreditBalance, CPUCreditUsage, MaximumUsedTransactionIDs, ServerlessDatabaseCapacity, RollbackSegmentHistoryListLength',
    ],
    ['Count/Second', 'other', 'ReadIOPS, WriteIOPS'],
    [
      'Bytes/Second',
      'other',
      'NetworkReceiveThroughput, NetworkTransmitThroughput, ReadThroughput, WriteThroughput',
    ],
  ],
  // https://docs.aws.amazon.com/documentdb/latest/developerguide/cloud_watch.html
  'AWS/DocDB': [
    ['Percent', 'cpu-used', 'CPUUtilization'],
    ['Bytes', 'memory-free', 'FreeableMemory'],
    ['Bytes', 'disk-free', 'FreeLocalStorage'],
    ['Seconds', 'database-latency', 'ReadLatency, WriteLatency'],
    [
      'Milliseconds',
      'replication-lag',
      'DBClusterReplicaLagMaximum, DBClusterReplicaLagMinimum, DBInstanceReplicaLag',
    ],
    ['Count', 'connections', 'DatabaseConnections, DatabaseConnectionsMax'],
    ['Count', 'database-load', 'DiskQueueDepth'],
    ['Percent', 'other', 'BufferCacheHitRatio, IndexBufferCacheHitRatio'],
    ['Bytes', 'other', 'SwapUsage, VolumeBytesUsed'],
  ],
  // https://docs.aws.amazon.com/neptune/latest/userguide/cw-metrics.html
  'AWS/Neptune': [
    ['Percent', 'cpu-used', 'CPUUtilization'],
    ['Bytes', 'memory-free', 'FreeableMemory'],
    [
      'Milliseconds',
      'replication-lag',
      'ClusterReplicaLag, ClusterReplicaLagMaximum, ClusterReplicaLagMinimum, GlobalDbProgressLag',
    ],
    ['Percent', 'other', 'BufferCacheHitRatio'],
    [
      'Count',
      'other',
      'MainRequestQueuePendingRequests, NumQueuedRequestsPerSec, NumTxRolledBack, TotalServerErrorsPerSec',
    ],
  ],
  // https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.html (latencies in microseconds)
  'AWS/ElastiCache': [
    ['Percent', 'cpu-used', 'CPUUtilization, EngineCPUUtilization'],
    ['Percent', 'memory-used', 'DatabaseMemoryUsagePercentage, DatabaseMemoryUsageCountedForEvictPercentage'],
    ['Bytes', 'memory-free', 'FreeableMemory'],
    ['Microseconds', 'database-latency', 'SuccessfulReadRequestLatency, SuccessfulWriteRequestLatency'],
    ['Microseconds', 'database-latency', commandLatencies],
    ['Seconds', 'replication-lag', 'ReplicationLag, GlobalDatastoreReplicationLag'],
    ['Percent', 'other', 'CacheHitRate'],
    ['Bytes', 'other', 'SwapUsage, BytesUsedForCache, ReplicationBytes'],
    [
      'Count',
      'other',
      'CurrConnections, NewConnections, Evictions, CacheHits, CacheMisses, ThrottledCmds, AuthenticationFailures',
    ],
  ],
  // https://docs.aws.amazon.com/memorydb/latest/devguide/metrics.memorydb.html
  'AWS/MemoryDB': [
    ['Percent', 'cpu-used', 'CPUUtilization, EngineCPUUtilization'],
    ['Percent', 'memory-used', 'DatabaseMemoryUsagePercentage'],
    ['Bytes', 'memory-free', 'FreeableMemory'],
    ['Microseconds', 'database-latency', 'SuccessfulReadRequestLatency, SuccessfulWriteRequestLatency'],
    ['Microseconds', 'database-latency', commandLatencies],
    ['Seconds', 'replication-lag', 'ReplicationLag'],
    ['Count', 'other', 'CurrConnections, Evictions, PrimaryLinkHealthStatus'],
  ],
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
  'AWS/DynamoDB': [
    ['Milliseconds', 'database-latency', 'SuccessfulRequestLatency'],
    ['Milliseconds', 'replication-lag', 'ReplicationLatency, AgeOfOldestUnreplicatedRecord'],
    ['Count', 'failed-requests', 'SystemErrors'],
    ['Count', 'client-errors', 'UserErrors'],
    [
      'Percent',
      'utilisation',
      'AccountProvisionedReadCapacityUtilization, AccountProvisionedWriteCapacityUtilization, MaxProvisionedTableReadCapacityUtilization, MaxProvisionedTableWriteCapacityUtilization',
    ],
    [
      'Count',
      'other',
      'ThrottledRequests, ReadThrottleEvents, WriteThrottleEvents, OnlineIndexThrottleEvents, ConsumedReadCapacityUnits, ConsumedWriteCapacityUnits, ProvisionedReadCapacityUnits, ProvisionedWriteCapacityUnits, ConditionalCheckFailedRequests, TransactionConflict, FailedToReplicateRecordCount',
    ],
  ],
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/dax-metrics-dimensions-dax.html
  'AWS/DAX': [
    ['Percent', 'cpu-used', 'CPUUtilization'],
    ['Percent', 'memory-used', 'CacheMemoryUtilization'],
    ['Count', 'failed-requests', 'FaultRequestCount'],
    ['Count', 'client-errors', 'ErrorRequestCount'],
  ],
  // https://docs.aws.amazon.com/keyspaces/latest/devguide/metrics-dimensions.html
  'AWS/Cassandra': [
    ['Milliseconds', 'database-latency', 'SuccessfulRequestLatency'],
    ['Count', 'failed-requests', 'SystemErrors'],
    ['Count', 'client-errors', 'UserErrors'],
  ],
  // https://docs.aws.amazon.com/redshift/latest/mgmt/metrics-listing.html
  'AWS/Redshift': [
    ['Percent', 'cpu-used', 'CPUUtilization'],
    ['Percent', 'disk-used', 'PercentageDiskSpaceUsed'],
    ['Seconds', 'database-latency', 'ReadLatency, WriteLatency'],
    ['Microseconds', 'other', 'QueryDuration, WLMQueryDuration'],
    ['Milliseconds', 'other', 'QueryRuntimeBreakdown, WLMQueueWaitTime'],
    ['Count', 'connections', 'DatabaseConnections'],
    [
      'Count',
      'other',
      'HealthStatus, MaintenanceMode, WLMQueueLength, CommitQueueLength, ConcurrencyScalingSeconds',
    ],
  ],
  // https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Monitoring.html (change data capture, in seconds)
  'AWS/DMS': [
    ['Percent', 'cpu-used', 'CPUUtilization'],
    ['Bytes', 'memory-free', 'FreeableMemory, FreeMemory, AvailableMemory'],
    ['Bytes', 'disk-free', 'FreeStorageSpace'],
    ['Seconds', 'replication-lag', 'CDCLatencySource, CDCLatencyTarget'],
    ['Seconds', 'other', 'ReadLatency, WriteLatency'],
    ['Bytes', 'other', 'SwapUsage'],
    [
      'Count',
      'other',
      'CDCIncomingChanges, CDCChangesMemorySource, CDCChangesDiskSource, CDCChangesMemoryTarget, CDCChangesDiskTarget, DiskQueueDepth',
    ],
  ],
  // https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-cloudwatchmetrics.html
  'AWS/ES': [
    ['Percent', 'cpu-used', 'CPUUtilization, MasterCPUUtilization, WarmCPUUtilization'],
    ['Percent', 'memory-used', 'JVMMemoryPressure, MasterJVMMemoryPressure, WarmJVMMemoryPressure'],
    ['Megabytes', 'disk-free', 'FreeStorageSpace, WarmFreeStorageSpace'],
    ['Milliseconds', 'response-time', 'SearchLatency, IndexingLatency, WarmSearchLatency'],
    ['Count', 'failed-requests', '5xx'],
    ['Count', 'client-errors', '4xx'],
    // System memory is nearly full in good health: the file cache uses it.
    ['Percent', 'other', 'SysMemoryUtilization, OldGenJVMMemoryPressure'],
    ['Megabytes', 'other', 'ClusterUsedSpace'],
    ['Seconds', 'other', 'ReadLatency, WriteLatency'],
    [
      'Count',
      'other',
      'ClusterStatus.green, ClusterStatus.yellow, ClusterStatus.red, ClusterIndexWritesBlocked, Nodes, AutomatedSnapshotFailure, KMSKeyError, KMSKeyInaccessible, ThreadpoolWriteRejected, ThreadpoolSearchRejected, MasterReachableFromNode',
    ],
  ],
};
