import { bytes, count, type MetricRows, microseconds, milliseconds, percent, seconds } from './metric-row.ts';

/** Relational, document and graph databases. Each namespace names the AWS document that its units come from. */
export const databaseMetrics: MetricRows = {
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html
  // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.monitoring.html
  'AWS/RDS': [
    [percent, 'cpu-used', 'CPUUtilization'],
    [percent, 'utilisation', 'ACUUtilization'],
    [bytes, 'memory-free', 'FreeableMemory'],
    [
      bytes,
      'disk-free',
      'FreeStorageSpace, FreeLocalStorage, FreeEphemeralStorage, FreeStorageSpaceLogVolume, AuroraVolumeBytesLeftTotal',
    ],
    [
      seconds,
      'database-latency',
      'ReadLatency, WriteLatency, ReadLatencyLocalStorage, WriteLatencyLocalStorage, ReadLatencyLogVolume, WriteLatencyLogVolume',
    ],
    [
      milliseconds,
      'database-latency',
      'CommitLatency, SelectLatency, DMLLatency, DDLLatency, InsertLatency, UpdateLatency, DeleteLatency, ForwardingWriterDMLLatency, ForwardingReplicaDMLLatency, ForwardingReplicaReadWaitLatency',
    ],
    [microseconds, 'database-latency', 'QueryDatabaseResponseLatency, QueryResponseLatency'],
    [microseconds, 'connections', 'DatabaseConnectionsBorrowLatency'],
    [seconds, 'replication-lag', 'ReplicaLag, AuroraBinlogReplicaLag'],
    [
      milliseconds,
      'replication-lag',
      'AuroraReplicaLag, AuroraReplicaLagMaximum, AuroraReplicaLagMinimum, AuroraGlobalDBReplicationLag, AuroraGlobalDBRPOLag, AuroraGlobalDBProgressLag',
    ],
    [bytes, 'replication-lag', 'OldestReplicationSlotLag'],
    [
      count,
      'connections',
      'DatabaseConnections, ConnectionAttempts, AbortedClients, LoginFailures, DatabaseConnectionsSetupFailed',
    ],
    [
      count,
      'database-load',
      'DiskQueueDepth, DiskQueueDepthLogVolume, DBLoad, DBLoadNonCPU, DBLoadCPU, Deadlocks, BlockedTransactions',
    ],
    [percent, 'success-share', 'AvailabilityPercentage'],
    [
      percent,
      'other',
      'BurstBalance, EBSIOBalance%, EBSByteBalance%, BufferCacheHitRatio, ResultSetCacheHitRatio',
    ],
    [
      bytes,
      'other',
      'SwapUsage, BinLogDiskUsage, ReplicationSlotDiskUsage, TransactionLogsDiskUsage, VolumeBytesUsed',
    ],
    [seconds, 'other', 'EngineUptime, CheckpointLag'],
    ['Count/Second', 'other', 'ReadIOPS, WriteIOPS'],
    [
      'Bytes/Second',
      'other',
      'NetworkReceiveThroughput, NetworkTransmitThroughput, ReadThroughput, WriteThroughput',
    ],
  ],
  // https://docs.aws.amazon.com/documentdb/latest/developerguide/cloud_watch.html
  'AWS/DocDB': [
    [percent, 'cpu-used', 'CPUUtilization'],
    [bytes, 'memory-free', 'FreeableMemory'],
    [bytes, 'disk-free', 'FreeLocalStorage'],
    [seconds, 'database-latency', 'ReadLatency, WriteLatency'],
    [
      milliseconds,
      'replication-lag',
      'DBClusterReplicaLagMaximum, DBClusterReplicaLagMinimum, DBInstanceReplicaLag',
    ],
    [count, 'connections', 'DatabaseConnections, DatabaseConnectionsMax'],
    [count, 'database-load', 'DiskQueueDepth'],
    [percent, 'other', 'BufferCacheHitRatio, IndexBufferCacheHitRatio'],
    [bytes, 'other', 'SwapUsage, VolumeBytesUsed'],
  ],
  // https://docs.aws.amazon.com/neptune/latest/userguide/cw-metrics.html
  'AWS/Neptune': [
    [percent, 'cpu-used', 'CPUUtilization'],
    [bytes, 'memory-free', 'FreeableMemory'],
    [
      milliseconds,
      'replication-lag',
      'ClusterReplicaLag, ClusterReplicaLagMaximum, ClusterReplicaLagMinimum, GlobalDbProgressLag',
    ],
    [percent, 'other', 'BufferCacheHitRatio'],
  ],
  // https://docs.aws.amazon.com/redshift/latest/mgmt/metrics-listing.html
  'AWS/Redshift': [
    [percent, 'cpu-used', 'CPUUtilization'],
    [percent, 'disk-used', 'PercentageDiskSpaceUsed'],
    [seconds, 'database-latency', 'ReadLatency, WriteLatency'],
    [microseconds, 'other', 'QueryDuration, WLMQueryDuration'],
    [milliseconds, 'other', 'QueryRuntimeBreakdown, WLMQueueWaitTime'],
    [count, 'connections', 'DatabaseConnections'],
  ],
  // https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Monitoring.html (change data capture, in seconds)
  'AWS/DMS': [
    [percent, 'cpu-used', 'CPUUtilization'],
    [bytes, 'memory-free', 'FreeableMemory, FreeMemory, AvailableMemory'],
    [bytes, 'disk-free', 'FreeStorageSpace'],
    [seconds, 'replication-lag', 'CDCLatencySource, CDCLatencyTarget'],
    [seconds, 'other', 'ReadLatency, WriteLatency'],
    [bytes, 'other', 'SwapUsage'],
  ],
};
