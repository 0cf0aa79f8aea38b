import { bytes, count, type MetricRows, milliseconds, percent, ratio, seconds } from './metric-row.ts';

/** Queues, streams, workflows, files and jobs. Each namespace names the AWS document that its units come from. */
export const messagingMetrics: MetricRows = {
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
  'AWS/SQS': [
    [seconds, 'other', 'ApproximateAgeOfOldestMessage'],
    [bytes, 'other', 'SentMessageSize'],
  ],
  // https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html
  'AWS/SNS': [
    [ratio, 'other', 'SMSSuccessRate'],
    ['US dollars', 'other', 'SMSMonthToDateSpentUSD'],
    [bytes, 'other', 'PublishSize'],
  ],
  // https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html
  'AWS/Kinesis': [
    [
      milliseconds,
      'other',
      'GetRecords.IteratorAgeMilliseconds, GetRecords.Latency, PutRecord.Latency, PutRecords.Latency, SubscribeToShardEvent.MillisBehindLatest, IteratorAgeMilliseconds',
    ],
    [ratio, 'other', 'GetRecords.Success, PutRecord.Success'],
    [bytes, 'other', 'IncomingBytes, GetRecords.Bytes, PutRecords.Bytes'],
  ],
  // https://docs.aws.amazon.com/firehose/latest/dev/monitoring-with-cloudwatch-metrics.html
  'AWS/Firehose': [
    [seconds, 'other', '*.DataFreshness'],
    [milliseconds, 'other', 'KinesisMillisBehindLatest, PutRecord.Latency, PutRecordBatch.Latency'],
    [ratio, 'other', 'DeliveryTo*'],
    [bytes, 'other', 'IncomingBytes'],
  ],
  // https://docs.aws.amazon.com/managed-flink/latest/java/metrics-dimensions.html
  'AWS/KinesisAnalytics': [
    [percent, 'cpu-used', 'cpuUtilization, containerCPUUtilization'],
    [percent, 'memory-used', 'heapMemoryUtilization, containerMemoryUtilization'],
    [percent, 'disk-used', 'containerDiskUtilization'],
    [
      milliseconds,
      'other',
      'millisBehindLatest, MillisBehindLatest, lastCheckpointDuration, downtime, uptime',
    ],
  ],
  // https://docs.aws.amazon.com/msk/latest/developerguide/metrics-details.html
  'AWS/Kafka': [
    [percent, 'cpu-used', 'CpuUser, CpuSystem'],
    [percent, 'cpu-idle', 'CpuIdle'],
    [percent, 'memory-used', 'HeapMemoryAfterGC'],
    [bytes, 'memory-free', 'MemoryFree'],
    [percent, 'disk-used', 'KafkaDataLogsDiskUsed, KafkaAppLogsDiskUsed, RootDiskUsed'],
    [seconds, 'other', 'EstimatedMaxTimeLag'],
    [
      milliseconds,
      'other',
      'ProduceTotalTimeMsMean, FetchConsumerTotalTimeMsMean, ZooKeeperRequestLatencyMsMean, RequestTime',
    ],
    [
      percent,
      'other',
      'CpuIoWait, BurstBalance, RequestHandlerAvgIdlePercent, NetworkProcessorAvgIdlePercent',
    ],
    [bytes, 'other', 'MemoryUsed, MemoryBuffered, MemoryCached, SwapUsed, SwapFree'],
  ],
  // https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/amazon-mq-accessing-metrics.html
  'AWS/AmazonMQ': [
    [percent, 'cpu-used', 'CpuUtilization, SystemCpuUtilization'],
    [percent, 'memory-used', 'HeapUsage, MemoryUsage'],
    [percent, 'disk-used', 'StorePercentUsage, JobSchedulerStorePercentUsage, TempPercentUsage'],
    [bytes, 'disk-free', 'RabbitMQDiskFree'],
    [bytes, 'other', 'RabbitMQMemUsed, RabbitMQMemLimit, RabbitMQDiskFreeLimit'],
  ],
  // https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html
  'AWS/States': [
    [
      milliseconds,
      'other',
      'ExecutionTime, ActivityTime, ActivityRunTime, LambdaFunctionTime, LambdaFunctionRunTime, ServiceIntegrationTime',
    ],
  ],
  // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html
  'AWS/Events': [
    [
      milliseconds,
      'other',
      'IngestionToInvocationStartLatency, IngestionToInvocationCompleteLatency, IngestionToInvocationSuccessLatency',
    ],
  ],
  // https://docs.aws.amazon.com/efs/latest/ug/efs-metrics.html
  'AWS/EFS': [
    [percent, 'utilisation', 'PercentIOLimit'],
    [
      bytes,
      'other',
      'BurstCreditBalance, StorageBytes, DataReadIOBytes, DataWriteIOBytes, TotalIOBytes, MeteredIOBytes',
    ],
    ['Bytes/Second', 'other', 'PermittedThroughput'],
    [seconds, 'other', 'TimeSinceLastSync'],
  ],
  // https://docs.aws.amazon.com/fsx/latest/WindowsGuide/fsx-windows-metrics.html and its siblings for ONTAP, OpenZFS, Lustre
  'AWS/FSx': [
    [percent, 'cpu-used', 'CPUUtilization'],
    [percent, 'memory-used', 'MemoryUtilization'],
    [percent, 'disk-used', 'StorageCapacityUtilization'],
    [bytes, 'disk-free', 'FreeStorageCapacity, FreeDataStorageCapacity'],
    [
      percent,
      'utilisation',
      'NetworkThroughputUtilization, FileServerDiskThroughputUtilization, FileServerDiskIopsUtilization, DiskThroughputUtilization, DiskIopsUtilization',
    ],
    [
      percent,
      'other',
      'FileServerDiskThroughputBalance, FileServerDiskIopsBalance, DiskIopsBalance, DiskThroughputBalance',
    ],
    [bytes, 'other', 'StorageUsed, StorageCapacity, UsedStorageCapacity, DataReadBytes, DataWriteBytes'],
  ],
  // https://docs.aws.amazon.com/emr/latest/ManagementGuide/UsingEMR_ViewingMetrics.html
  'AWS/ElasticMapReduce': [
    [percent, 'disk-used', 'HDFSUtilization'],
    [percent, 'memory-free', 'YARNMemoryAvailablePercentage'],
  ],
  // https://docs.aws.amazon.com/bedrock/latest/userguide/monitoring.html
  'AWS/Bedrock': [
    [milliseconds, 'response-time', 'InvocationLatency'],
    [count, 'failed-requests', 'InvocationServerErrors'],
    [count, 'client-errors', 'InvocationClientErrors'],
  ],
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/monitor_estimated_charges_with_cloudwatch.html
  'AWS/Billing': [['Currency', 'other', 'EstimatedCharges']],
};
