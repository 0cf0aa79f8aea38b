import type { MetricRows } from './metric-row.ts';

const commandLatencies =
  'ClusterBasedCmdsLatency, EvalBasedCmdsLatency, GeoSpatialBasedCmdsLatency, GetTypeCmdsLatency, HashBasedCmdsLatency, HyperLogLogBasedCmdsLatency, JsonBasedCmdsLatency, KeyBasedCmdsLatency, ListBasedCmdsLatency, PubSubBasedCmdsLatency, SetBasedCmdsLatency, SetTypeCmdsLatency, SortedSetBasedCmdsLatency, StreamBasedCmdsLatency, StringBasedCmdsLatency';

/** Caches, key-value stores and search. Each namespace names the AWS document that its units come from. */
export const storeMetrics: MetricRows = {
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
