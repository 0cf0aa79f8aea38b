import { bytes, type MetricRow, megabytes, milliseconds, percent } from './metric-row.ts';

/**
 * What the CloudWatch agent and its predecessors report. The agent's namespace is configurable (`CWAgent` by default),
 * so these names count in every namespace that is not AWS's own.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/metrics-collected-by-CloudWatch-agent.html
 */
export const agentMetrics: readonly MetricRow[] = [
  [percent, 'cpu-used', 'cpu_usage_active, cpu_usage_user, cpu_usage_system'],
  [percent, 'cpu-used', 'Processor % Processor Time, Processor Information % Processor Time'],
  [percent, 'cpu-idle', 'cpu_usage_idle, Processor % Idle Time'],
  [percent, 'other', 'cpu_usage_iowait, cpu_usage_steal, cpu_usage_nice, cpu_usage_irq, cpu_usage_softirq'],
  [percent, 'memory-used', 'mem_used_percent, Memory % Committed Bytes In Use'],
  [percent, 'memory-free', 'mem_available_percent'],
  [bytes, 'memory-free', 'mem_available, mem_free, Memory Available Bytes'],
  [megabytes, 'memory-free', 'Memory Available MBytes'],
  [bytes, 'other', 'mem_used, mem_total, mem_cached, mem_buffered, swap_used, swap_free'],
  [percent, 'disk-used', 'disk_used_percent'],
  [percent, 'disk-free', 'disk_free_percent, LogicalDisk % Free Space'],
  [bytes, 'disk-free', 'disk_free'],
  [megabytes, 'disk-free', 'LogicalDisk Free Megabytes'],
  [bytes, 'other', 'disk_used, disk_total'],
  [percent, 'other', 'swap_used_percent, Paging File % Usage'],
  // Of one processor: eight of them reach 800 %.
  [percent, 'other', 'procstat_cpu_usage'],
  [percent, 'utilisation', 'nvidia_smi_utilization_gpu, nvidia_smi_utilization_memory'],
  [bytes, 'other', 'net_bytes_recv, net_bytes_sent, procstat_memory_rss'],
  [milliseconds, 'other', 'diskio_io_time, diskio_read_time, diskio_write_time'],
];

/**
 * Conventional names of a resource in use: in percent in AWS's namespaces, where each service documents it so; the unit
 * of a team's own metric is what its alarm says.
 */
export const conventionalMetrics: readonly MetricRow[] = [
  [percent, 'cpu-used', 'CPUUtilization, CpuUtilization'],
  [percent, 'memory-used', 'MemoryUtilization'],
  [percent, 'disk-used', 'DiskSpaceUtilization, DiskUtilization'],
];
