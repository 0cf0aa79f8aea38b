import type { MetricRows } from './metric-row.ts';

/** Relational, document and graph databases. Each namespace names the AWS document that its units come from. */
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
};
