import {
  bytes,
  count,
  type MetricRows,
  megabytes,
  microseconds,
  milliseconds,
  percent,
  ratio,
  seconds,
} from './metric-row.ts';

/** Instances, containers and functions. Each namespace names the AWS document that its units come from. */
export const computeMetrics: MetricRows = {
  // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/viewing_metrics_with_cloudwatch.html
  'AWS/EC2': [
    [percent, 'cpu-used', 'CPUUtilization'],
    [
      count,
      'status-check',
      'StatusCheckFailed, StatusCheckFailed_Instance, StatusCheckFailed_System, StatusCheckFailed_AttachedEBS',
    ],
    [bytes, 'traffic', 'NetworkIn, NetworkOut'],
    [bytes, 'other', 'DiskReadBytes, DiskWriteBytes, EBSReadBytes, EBSWriteBytes'],
    [percent, 'other', 'EBSIOBalance%, EBSByteBalance%'],
  ],
  // https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-metrics.html
  'AWS/AutoScaling': [
    [count, 'in-service', 'GroupInServiceInstances, GroupInServiceCapacity'],
    [count, 'pending', 'GroupPendingInstances, GroupPendingCapacity'],
  ],
  // https://docs.aws.amazon.com/ebs/latest/userguide/using_cloudwatch_ebs.html
  'AWS/EBS': [
    [seconds, 'other', 'VolumeTotalReadTime, VolumeTotalWriteTime, VolumeIdleTime'],
    [milliseconds, 'other', 'VolumeAvgReadLatency, VolumeAvgWriteLatency'],
    [percent, 'other', 'BurstBalance, VolumeThroughputPercentage'],
    [bytes, 'other', 'VolumeReadBytes, VolumeWriteBytes'],
  ],
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html (Service Connect: milliseconds)
  'AWS/ECS': [
    [percent, 'cpu-used', 'CPUUtilization'],
    [percent, 'memory-used', 'MemoryUtilization'],
    [percent, 'disk-used', 'EBSFilesystemUtilization'],
    [percent, 'utilisation', 'CPUReservation, MemoryReservation, GPUReservation'],
    [milliseconds, 'response-time', 'TargetResponseTime'],
    [count, 'failed-requests', 'HTTPCode_Target_5XX_Count'],
    [count, 'client-errors', 'HTTPCode_Target_4XX_Count'],
    [count, 'traffic', 'RequestCount, NewConnectionCount, ActiveConnectionCount'],
  ],
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cluster-auto-scaling.html
  'AWS/ECS/ManagedScaling': [[percent, 'scaler-input', 'CapacityProviderReservation']],
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html
  'ECS/ContainerInsights': [
    [count, 'running-tasks', 'RunningTaskCount'],
    [count, 'pending', 'PendingTaskCount'],
    [percent, 'cpu-used', 'ContainerCpuUtilization, TaskCpuUtilization, instance_cpu_utilization'],
    [
      percent,
      'memory-used',
      'ContainerMemoryUtilization, TaskMemoryUtilization, instance_memory_utilization',
    ],
    [percent, 'disk-used', 'TaskEphemeralStorageUtilization, instance_filesystem_utilization'],
    // CPU units of 1/1024 of a processor, and megabytes: no percentages, for all their names.
    [megabytes, 'other', 'MemoryUtilized, MemoryReserved'],
    ['Gigabytes', 'other', 'EphemeralStorageUtilized, EphemeralStorageReserved'],
    ['Bytes/Second', 'other', 'NetworkRxBytes, NetworkTxBytes'],
    [count, 'unhealthy-count', 'UnHealthyContainerHealthStatus'],
  ],
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-EKS.html
  ContainerInsights: [
    [
      percent,
      'cpu-used',
      'node_cpu_utilization, pod_cpu_utilization, pod_cpu_utilization_over_pod_limit, container_cpu_utilization',
    ],
    [
      percent,
      'memory-used',
      'node_memory_utilization, pod_memory_utilization, pod_memory_utilization_over_pod_limit, container_memory_utilization',
    ],
    [percent, 'disk-used', 'node_filesystem_utilization'],
    [
      percent,
      'utilisation',
      'node_cpu_reserved_capacity, node_memory_reserved_capacity, pod_cpu_reserved_capacity, pod_memory_reserved_capacity',
    ],
  ],
  // https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
  'AWS/Lambda': [
    [count, 'failed-or-not', 'Errors'],
    [milliseconds, 'other', 'Duration, PostRuntimeExtensionsDuration, IteratorAge, AsyncEventAge'],
    [count, 'traffic', 'Invocations, ProvisionedConcurrencyInvocations, AsyncEventsReceived'],
    // The share of provisioned concurrency in use: 0 to 1, or more where it spills over.
    [ratio, 'utilisation', 'ProvisionedConcurrencyUtilization'],
  ],
  // https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/health-enhanced-cloudwatch.html
  'AWS/ElasticBeanstalk': [
    [seconds, 'response-time', 'ApplicationLatencyP*'],
    [count, 'failed-requests', 'ApplicationRequests5xx'],
    [count, 'client-errors', 'ApplicationRequests4xx'],
    [percent, 'cpu-idle', 'CPUIdle'],
    [percent, 'disk-used', 'RootFilesystemUtil'],
    [count, 'traffic', 'ApplicationRequestsTotal'],
  ],
  // https://docs.aws.amazon.com/apprunner/latest/dg/monitor-cw.html
  'AWS/AppRunner': [
    [percent, 'cpu-used', 'CPUUtilization'],
    [percent, 'memory-used', 'MemoryUtilization'],
    [milliseconds, 'response-time', 'RequestLatency'],
    [count, 'failed-requests', '5xxStatusResponses'],
    [count, 'client-errors', '4xxStatusResponses'],
    [count, 'traffic', 'Requests'],
  ],
  // https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html
  'AWS/SageMaker': [
    [microseconds, 'response-time', 'ModelLatency, OverheadLatency, ModelSetupTime'],
    [count, 'failed-or-not', 'Invocation5XXErrors, InvocationModelErrors'],
    [count, 'client-errors', 'Invocation4XXErrors'],
    [count, 'traffic', 'Invocations'],
    [count, 'load', 'InvocationsPerInstance'],
  ],
  // The same document. Each processor counts 100 %, so that four of them reach 400 %.
  '/aws/sagemaker/Endpoints': [
    [percent, 'other', 'CPUUtilization, GPUUtilization, GPUMemoryUtilization'],
    [percent, 'memory-used', 'MemoryUtilization'],
    [percent, 'disk-used', 'DiskUtilization'],
  ],
};
