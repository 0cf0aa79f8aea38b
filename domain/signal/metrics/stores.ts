import {
  bytes,
  count,
  type MetricRows,
  megabytes,
  microseconds,
  milliseconds,
  percent,
  seconds,
} from './metric-row.ts';

/** Caches, key-value stores and search. Each namespace names the AWS document that its units come from. */
export const storeMetrics: MetricRows = {
  // https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.html (latencies in microseconds)
  'AWS/ElastiCache': [
    [percent, 'cpu-used', 'CPUUtilization, EngineCPUUtilization'],
    [percent, 'memory-used', 'DatabaseMemoryUsagePercentage, DatabaseMemoryUsageCountedForEvictPercentage'],
    [bytes, 'memory-free', 'FreeableMemory'],
    [
      microseconds,
      'database-latency',
      'SuccessfulReadRequestLatency, SuccessfulWriteRequestLatency, *CmdsLatency',
    ],
    [seconds, 'replication-lag', 'ReplicationLag, GlobalDatastoreReplicationLag'],
    [percent, 'other', 'CacheHitRate'],
    [bytes, 'other', 'SwapUsage, BytesUsedForCache, ReplicationBytes'],
  ],
  // https://docs.aws.amazon.com/memorydb/latest/devguide/metrics.memorydb.html
  'AWS/MemoryDB': [
    [percent, 'cpu-used', 'CPUUtilization, EngineCPUUtilization'],
    [percent, 'memory-used', 'DatabaseMemoryUsagePercentage'],
    [bytes, 'memory-free', 'FreeableMemory'],
    [
      microseconds,
      'database-latency',
      'SuccessfulReadRequestLatency, SuccessfulWriteRequestLatency, *CmdsLatency',
    ],
    [seconds, 'replication-lag', 'ReplicationLag'],
  ],
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
  'AWS/DynamoDB': [
    [milliseconds, 'database-latency', 'SuccessfulRequestLatency'],
    [milliseconds, 'replication-lag', 'ReplicationLatency, AgeOfOldestUnreplicatedRecord'],
    [count, 'failed-requests', 'SystemErrors'],
    [count, 'client-errors', 'UserErrors'],
    [
      percent,
      'utilisation',
      'AccountProvisionedReadCapacityUtilization, AccountProvisionedWriteCapacityUtilization, MaxProvisionedTableReadCapacityUtilization, MaxProvisionedTableWriteCapacityUtilization',
    ],
  ],
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/dax-metrics-dimensions-dax.html
  'AWS/DAX': [
    [percent, 'cpu-used', 'CPUUtilization'],
    [percent, 'memory-used', 'CacheMemoryUtilization'],
    [count, 'failed-requests', 'FaultRequestCount'],
    [count, 'client-errors', 'ErrorRequestCount'],
  ],
  // https://docs.aws.amazon.com/keyspaces/latest/devguide/metrics-dimensions.html
  'AWS/Cassandra': [
    [milliseconds, 'database-latency', 'SuccessfulRequestLatency'],
    [count, 'failed-requests', 'SystemErrors'],
    [count, 'client-errors', 'UserErrors'],
  ],
  // https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-cloudwatchmetrics.html
  'AWS/ES': [
    [percent, 'cpu-used', 'CPUUtilization, MasterCPUUtilization, WarmCPUUtilization'],
    [percent, 'memory-used', 'JVMMemoryPressure, MasterJVMMemoryPressure, WarmJVMMemoryPressure'],
    [megabytes, 'disk-free', 'FreeStorageSpace, WarmFreeStorageSpace'],
    [milliseconds, 'response-time', 'SearchLatency, IndexingLatency, WarmSearchLatency'],
    [count, 'failed-requests', '5xx'],
    [count, 'client-errors', '4xx'],
    // System memory is nearly full in good health: the file cache uses it.
    [percent, 'other', 'SysMemoryUtilization, OldGenJVMMemoryPressure'],
    [megabytes, 'other', 'ClusterUsedSpace'],
    [seconds, 'other', 'ReadLatency, WriteLatency'],
  ],
};
