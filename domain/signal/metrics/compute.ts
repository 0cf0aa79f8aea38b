import type { MetricRows } from './metric-row.ts';

/** Instances, containers and functions. Each namespace names the AWS document that its units come from. */
export const computeMetrics: MetricRows = {
  // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/viewing_metrics_with_cloudwatch.html
  'AWS/EC2': [
    ['Percent', 'cpu-used', 'CPUUtilization'],
    [
      'Count',
      'status-check',
      'StatusCheckFailed, StatusCheckFailed_Instance, StatusCheckFailed_System, StatusCheckFailed_AttachedEBS',
    ],
    ['Bytes', 'traffic', 'NetworkIn, NetworkOut'],
    ['Bytes', 'other', 'DiskReadBytes, DiskWriteBytes, EBSReadBytes, EBSWriteBytes'],
    ['Percent', 'other', 'EBSIOBalance%, EBSByteBalance%'],
    [
      'Count',
      'other',
      'CPUCreditUsage, CPUCreditBalance, CPUSurplusCreditBalance, CPUSurplusCreditsCharged, NetworkPacketsIn, NetworkPacketsOut, MetadataNoToken',
    ],
  ],
  // https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-metrics.html
  'AWS/AutoScaling': [
    ['Count', 'in-service', 'GroupInServiceInstances, GroupInServiceCapacity'],
    ['Count', 'pending', 'GroupPendingInstances, GroupPendingCapacity'],
    ['Count', 'other', 'GroupDesiredCapacity, GroupMinSize, GroupMaxSize, GroupTotalInstances'],
  ],
  // https://docs.aws.amazon.com/ebs/latest/userguide/using_cloudwatch_ebs.html
  'AWS/EBS': [
    ['Seconds', 'other', 'VolumeTotalReadTime, VolumeTotalWriteTime, VolumeIdleTime'],
    ['Milliseconds', 'other', 'VolumeAvgReadLatency, VolumeAvgWriteLatency'],
    ['Percent', 'other', 'BurstBalance, VolumeThroughputPercentage'],
    ['Bytes', 'other', 'VolumeReadBytes, VolumeWriteBytes'],
    ['Count', 'other', 'VolumeQueueLength, VolumeReadOps, VolumeWriteOps, VolumeStalledIOCheck'],
  ],
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html (Service Connect: milliseconds)
  'AWS/ECS': [
    ['Percent', 'cpu-used', 'CPUUtilization'],
    ['Percent', 'memory-used', 'MemoryUtilization'],
    ['Percent', 'disk-used', 'EBSFilesystemUtilization'],
    ['Percent', 'utilisation', 'CPUReservation, MemoryReservation, GPUReservation'],
    ['Milliseconds', 'response-time', 'TargetResponseTime'],
    ['Count', 'failed-requests', 'HTTPCode_Target_5XX_Count'],
    ['Count', 'client-errors', 'HTTPCode_Target_4XX_Count'],
    ['Count', 'traffic', 'RequestCount, NewConnectionCount, ActiveConnectionCount'],
  ],
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cluster-auto-scaling.html
  'AWS/ECS/ManagedScaling': [['Percent', 'scaler-input', 'CapacityProviderReservation']],
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html
  'ECS/ContainerInsights': [
    ['Count', 'running-tasks', 'RunningTaskCount'],
    ['Count', 'pending', 'PendingTaskCount'],
    ['Percent', 'cpu-used', 'ContainerCpuUtilization, TaskCpuUtilization, instance_cpu_utilization'],
    [
      'Percent',
      'memory-used',
      'ContainerMemoryUtilization, TaskMemoryUtilization, instance_memory_utilization',
    ],
    ['Percent', 'disk-used', 'TaskEphemeralStorageUtilization, instance_filesystem_utilization'],
    // CPU units of 1/1024 of a processor, and megabytes: no percentages, for all their names.
    ['None', 'other', 'CpuUtilized, CpuReserved'],
    ['Megabytes', 'other', 'MemoryUtilized, MemoryReserved'],
    ['Gigabytes', 'other', 'EphemeralStorageUtilized, EphemeralStorageReserved'],
    ['Bytes/Second', 'other', 'NetworkRxBytes, NetworkTxBytes'],
    ['Count', 'unhealthy-count', 'UnHealthyContainerHealthStatus'],
    [
      'Count',
      'other',
      'DesiredTaskCount, DeploymentCount, TaskSetCount, ServiceCount, TaskCount, RestartCount',
    ],
  ],
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-EKS.html
  ContainerInsights: [
    [
      'Percent',
      'cpu-used',
      'node_cpu_utilization, pod_cpu_utilization, pod_cpu_utilization_over_pod_limit, container_cpu_utilization',
    ],
    [
      'Percent',
      'memory-used',
      'node_memory_utilization, pod_memory_utilization, pod_memory_utilization_over_pod_limit, container_memory_utilization',
    ],
    ['Percent', 'disk-used', 'node_filesystem_utilization'],
    [
      'Percent',
      'utilisation',
      'node_cpu_reserved_capacity, node_memory_reserved_capacity, pod_cpu_reserved_capacity, pod_memory_reserved_capacity',
    ],
    [
      'Count',
      'other',
      'cluster_failed_node_count, cluster_node_count, node_number_of_running_pods, pod_number_of_container_restarts, service_number_of_running_pods',
    ],
  ],
  // https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
  'AWS/Lambda': [
    ['Count', 'failed-or-not', 'Errors'],
    ['Milliseconds', 'other', 'Duration, PostRuntimeExtensionsDuration, IteratorAge, AsyncEventAge'],
    ['Count', 'traffic', 'Invocations, ProvisionedConcurrencyInvocations, AsyncEventsReceived'],
    // The share of provisioned concurrency in use: 0 to 1, or more where it spills over.
    ['Ratio', 'utilisation', 'ProvisionedConcurrencyUtilization'],
    [
      'Count',
      'other',
      'Throttles, DeadLetterErrors, DestinationDeliveryFailures, AsyncEventsDropped, OffsetLag, ConcurrentExecutions, UnreservedConcurrentExecutions, ProvisionedConcurrentExecutions, ClaimedAccountConcurrency, RecursiveInvocationsDropped',
    ],
  ],
  // https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/health-enhanced-cloudwatch.html
  'AWS/ElasticBeanstalk': [
    [
      'Seconds',
      'response-time',
      'ApplicationLatencyP99.9, ApplicationLatencyP99, ApplicationLatencyP95, ApplicationLatencyP90, ApplicationLatencyP85, ApplicationLatencyP75, ApplicationLatencyP50, ApplicationLatencyP10',
    ],
    ['Count', 'failed-requests', 'ApplicationRequests5xx'],
    ['Count', 'client-errors', 'ApplicationRequests4xx'],
    ['Percent', 'cpu-idle', 'CPUIdle'],
    ['Percent', 'disk-used', 'RootFilesystemUtil'],
    ['Count', 'traffic', 'ApplicationRequestsTotal'],
    ['Count', 'other', 'EnvironmentHealth, InstanceHealth, InstancesSevere, InstancesDegraded, InstancesOk'],
  ],
  // https://docs.aws.amazon.com/apprunner/latest/dg/monitor-cw.html
  'AWS/AppRunner': [
    ['Percent', 'cpu-used', 'CPUUtilization'],
    ['Percent', 'memory-used', 'MemoryUtilization'],
    ['Milliseconds', 'response-time', 'RequestLatency'],
    ['Count', 'failed-requests', '5xxStatusResponses'],
    ['Count', 'client-errors', '4xxStatusResponses'],
    ['Count', 'traffic', 'Requests'],
  ],
  // https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html
  'AWS/SageMaker': [
    ['Microseconds', 'response-time', 'ModelLatency, OverheadLatency, ModelSetupTime'],
    ['Count', 'failed-or-not', 'Invocation5XXErrors, InvocationModelErrors'],
    ['Count', 'client-errors', 'Invocation4XXErrors'],
    ['Count', 'traffic', 'Invocations'],
    ['Count', 'load', 'InvocationsPerInstance'],
  ],
  // The same document. Each processor counts 100 %, so that four of them reach 400 %.
  '/aws/sagemaker/Endpoints': [
    ['Percent', 'other', 'CPUUtilization, GPUUtilization, GPUMemoryUtilization'],
    ['Percent', 'memory-used', 'MemoryUtilization'],
    ['Percent', 'disk-used', 'DiskUtilization'],
  ],
};
