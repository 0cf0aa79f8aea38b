import { above, below, type Level } from './level.ts';
import { type BuiltInRule, graded } from './rule.ts';
import { isAlarm, metricNamed, phraseIn, type View } from './view.ts';

const cpuMetrics = [
  'CPUUtilization',
  'EngineCPUUtilization',
  'cpu_usage_active',
  'node_cpu_utilization',
  'pod_cpu_utilization',
];
const memoryMetrics = [
  'mem_used_percent',
  'MemoryUtilization',
  'DatabaseMemoryUsagePercentage',
  'Memory % Committed Bytes In Use',
  'node_memory_utilization',
  'pod_memory_utilization',
];
const diskMetrics = [
  'disk_used_percent',
  'DiskSpaceUtilization',
  'node_filesystem_utilization',
  'VolumeBytesUsedPercent',
];
const freeDiskMetrics = ['LogicalDisk % Free Space', 'disk_free_percent'];

/** Whether the processor is busier than the documented 90 %; undefined where the alarm does not watch one. */
export const cpuLevel = (view: View): Level | undefined => {
  if (!isAlarm(view)) return undefined;
  if (metricNamed(view, ['cpu_usage_idle']) !== undefined)
    return below(view.transition, { limit: 10, unit: '%' });
  const watched =
    metricNamed(view, cpuMetrics) !== undefined || phraseIn(view, ['cpu high', 'high cpu']) !== undefined;
  return watched ? above(view.transition, { limit: 90, unit: '%' }) : undefined;
};

/** The same for memory. */
export const memoryLevel = (view: View): Level | undefined => {
  if (!isAlarm(view)) return undefined;
  const watched =
    metricNamed(view, memoryMetrics) !== undefined ||
    phraseIn(view, ['memory high', 'high memory']) !== undefined;
  return watched ? above(view.transition, { limit: 90, unit: '%' }) : undefined;
};

/** The same for disks, 85 %. */
export const diskLevel = (view: View): Level | undefined => {
  if (!isAlarm(view)) return undefined;
  if (metricNamed(view, freeDiskMetrics) !== undefined)
    return below(view.transition, { limit: 15, unit: '%' });
  const watched =
    metricNamed(view, diskMetrics) !== undefined ||
    phraseIn(view, ['disk full', 'disk high', 'disk usage']) !== undefined;
  return watched ? above(view.transition, { limit: 85, unit: '%' }) : undefined;
};

/** "CPU utilization: > 90%": SEV3. Emergency Response Procedures, "Alert Thresholds"; docs/requirements.md, Severity. */
const cpuHigh: BuiltInRule = {
  name: 'cpu-high',
  judge: (view) => graded(view, cpuLevel(view), 'SEV3', 'generic', 'CPU'),
};

/** "Memory utilization: > 90%", from the CloudWatch agent: SEV3. The same places. */
const memoryHigh: BuiltInRule = {
  name: 'memory-high',
  judge: (view) => graded(view, memoryLevel(view), 'SEV3', 'generic', 'memory'),
};

/** "Disk utilization: > 85%", from the CloudWatch agent: SEV3. The same places. */
const diskHigh: BuiltInRule = {
  name: 'disk-high',
  judge: (view) => graded(view, diskLevel(view), 'SEV3', 'generic', 'disk'),
};

export const resourceRules: readonly BuiltInRule[] = [cpuHigh, memoryHigh, diskHigh];
