import type { MetricRow } from './metric-row.ts';

/**
 * What the CloudWatch agent and its predecessors report. The agent's namespace is configurable (`CWAgent` by default),
 * so these names count in every namespace that is not AWS's own.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/metrics-collected-by-CloudWatch-agent.html
 */
export const agentMetrics: readonly MetricRow[] = [
  ['Percent', 'cpu-used', 'cpu_usage_active, cpu_usage_user, cpu_usage_system'],
  ['Percent', 'cpu-used', 'Processor % Processor Time, Processor Information % Processor Time'],
  ['Percent', 'cpu-idle', 'cpu_usage_idle, Processor % Idle Time'],
  ['Percent', 'other', 'cpu_usage_iowait, cpu_usage_steal, cpu_usage_nice, cpu_usage_irq, cpu_usage_softirq'],
  ['Percent', 'memory-used', 'mem_used_percent, Memory % Committed Bytes In Use'],
  ['Percent', 'memory-free', 'mem_available_percent'],
  ['Bytes', 'memory-free', 'mem_available, mem_free, Memory Available Bytes'],
  ['Megabytes', 'memory-free', 'Memory Available MBytes'],
  ['Bytes', 'other', 'mem_used, mem_total, mem_cached, mem_buffered, swap_used, swap_free'],
  ['Percent', 'disk-used', 'disk_used_percent'],
  ['Percent', 'disk-free', 'disk_free_percent, LogicalDisk % Free Space'],
  ['Bytes', 'disk-free', 'disk_free'],
  ['Megabytes', 'disk-free', 'LogicalDisk Free Megabytes'],
  ['Bytes', 'other', 'disk_used, disk_total'],
  ['Count', 'other', 'disk_inodes_free, disk_inodes_used, disk_inodes_total, procstat_lookup_pid_count'],
  ['Percent', 'other', 'swap_used_percent, Paging File % Usage'],
  // Of one processor: eight of them reach 800 %.
  ['Percent', 'other', 'procstat_cpu_usage'],
  ['Percent', 'utilisation', 'nvidia_smi_utilization_gpu, nvidia_smi_utilization_memory'],
  ['Bytes', 'other', 'net_bytes_recv, net_bytes_sent, procstat_memory_rss'],
  ['Milliseconds', 'other', 'diskio_io_time, diskio_read_time, diskio_write_time'],
];

/**
 * Conventional names of a resource in use: in percent in AWS's namespaces, where each service documents it so; the unit
 * of a team's own metric is what its alarm says.
 */
export const conventionalMetrics: readonly MetricRow[] = [
  ['Percent', 'cpu-used', 'CPUUtilization, CpuUtilization'],
  ['Percent', 'memory-used', 'MemoryUtilization'],
  ['Percent', 'disk-used', 'DiskSpaceUtilization, DiskUtilization'],
];
