import type { MetricRows } from './metric-row.ts';

/** Queues, streams, workflows, files and jobs. Each namespace names the AWS document that its units come from. */
export const messagingMetrics: MetricRows = {
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
  'AWS/SQS': [
    ['Seconds', 'other', 'ApproximateAgeOfOldestMessage'],
    ['Bytes', 'other', 'SentMessageSize'],
    [
      'Count',
      'other',
      'ApproximateNumberOfMessagesVisible, ApproximateNumberOfMessagesNotVisible, ApproximateNumberOfMessagesDelayed, NumberOfEmptyReceives, NumberOfMessagesDeleted, NumberOfMessagesReceived, NumberOfMessagesSent',
    ],
  ],
  // https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html
  'AWS/SNS': [
    [
      'Count',
      'other',
      'NumberOfMessagesPublished, NumberOfNotificationsDelivered, NumberOfNotificationsFailed, NumberOfNotificationsFilteredOut, NumberOfNotificationsRedrivenToDlq, NumberOfNotificationsFailedToRedriveToDlq',
    ],
    ['Ratio', 'other', 'SMSSuccessRate'],
    ['US dollars', 'other', 'SMSMonthToDateSpentUSD'],
    ['Bytes', 'other', 'PublishSize'],
  ],
  // https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html
  'AWS/Kinesis': [
    [
      'Milliseconds',
      'other',
      'GetRecords.IteratorAgeMilliseconds, GetRecords.Latency, PutRecord.Latency, PutRecords.Latency, SubscribeToShardEvent.MillisBehindLatest, IteratorAgeMilliseconds',
    ],
    ['Ratio', 'other', 'GetRecords.Success, PutRecord.Success'],
    ['Bytes', 'other', 'IncomingBytes, GetRecords.Bytes, PutRecords.Bytes'],
    [
      'Count',
      'other',
      'ReadProvisionedThroughputExceeded, WriteProvisionedThroughputExceeded, IncomingRecords, GetRecords.Records, PutRecords.FailedRecords, PutRecords.ThrottledRecords',
    ],
  ],
  // https://docs.aws.amazon.com/firehose/latest/dev/monitoring-with-cloudwatch-metrics.html
  'AWS/Firehose': [
    [
      'Seconds',
      'other',
      'DeliveryToS3.DataFreshness, DeliveryToRedshift.DataFreshness, DeliveryToAmazonOpenSearchService.DataFreshness, DeliveryToHttpEndpoint.DataFreshness, DeliveryToSplunk.DataFreshness, DeliveryToIceberg.DataFreshness, DeliveryToSnowflake.DataFreshness, BackupToS3.DataFreshness',
    ],
    ['Milliseconds', 'other', 'KinesisMillisBehindLatest, PutRecord.Latency, PutRecordBatch.Latency'],
    [
      'Ratio',
      'other',
      'DeliveryToS3.Success, DeliveryToRedshift.Success, DeliveryToHttpEndpoint.Success, DeliveryToSplunk.Success',
    ],
    [
      'Count',
      'other',
      'ThrottledRecords, IncomingRecords, FailedConversion.Records, ExecuteProcessing.Success',
    ],
    ['Bytes', 'other', 'IncomingBytes'],
  ],
  // https://docs.aws.amazon.com/managed-flink/latest/java/metrics-dimensions.html
  'AWS/KinesisAnalytics': [
    ['Percent', 'cpu-used', 'cpuUtilization, containerCPUUtilization'],
    ['Percent', 'memory-used', 'heapMemoryUtilization, containerMemoryUtilization'],
    ['Percent', 'disk-used', 'containerDiskUtilization'],
    [
      'Milliseconds',
      'other',
      'millisBehindLatest, MillisBehindLatest, lastCheckpointDuration, downtime, uptime',
    ],
    ['Count', 'other', 'fullRestarts, numberOfFailedCheckpoints, KPUs'],
  ],
  // https://docs.aws.amazon.com/msk/latest/developerguide/metrics-details.html
  'AWS/Kafka': [
    ['Percent', 'cpu-used', 'CpuUser, CpuSystem'],
    ['Percent', 'cpu-idle', 'CpuIdle'],
    ['Percent', 'memory-used', 'HeapMemoryAfterGC'],
    ['Bytes', 'memory-free', 'MemoryFree'],
    ['Percent', 'disk-used', 'KafkaDataLogsDiskUsed, KafkaAppLogsDiskUsed, RootDiskUsed'],
    ['Seconds', 'other', 'EstimatedMaxTimeLag'],
    [
      'Milliseconds',
      'other',
      'ProduceTotalTimeMsMean, FetchConsumerTotalTimeMsMean, ZooKeeperRequestLatencyMsMean, RequestTime',
    ],
    [
      'Percent',
      'other',
      'CpuIoWait, BurstBalance, RequestHandlerAvgIdlePercent, NetworkProcessorAvgIdlePercent',
    ],
    ['Bytes', 'other', 'MemoryUsed, MemoryBuffered, MemoryCached, SwapUsed, SwapFree'],
    [
      'Count',
      'other',
      'MaxOffsetLag, SumOffsetLag, OffsetLag, UnderReplicatedPartitions, UnderMinIsrPartitionCount, OfflinePartitionsCount, ActiveControllerCount, ConnectionCount, PartitionCount, ConsumerLag',
    ],
  ],
  // https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/amazon-mq-accessing-metrics.html
  'AWS/AmazonMQ': [
    ['Percent', 'cpu-used', 'CpuUtilization, SystemCpuUtilization'],
    ['Percent', 'memory-used', 'HeapUsage, MemoryUsage'],
    ['Percent', 'disk-used', 'StorePercentUsage, JobSchedulerStorePercentUsage, TempPercentUsage'],
    ['Bytes', 'disk-free', 'RabbitMQDiskFree'],
    ['Bytes', 'other', 'RabbitMQMemUsed, RabbitMQMemLimit, RabbitMQDiskFreeLimit'],
    [
      'Count',
      'other',
      'QueueSize, MessageCount, MessageReadyCount, MessageUnacknowledgedCount, ConsumerCount, ConnectionCount, TotalMessageCount, CurrentConnectionsCount',
    ],
  ],
  // https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html
  'AWS/States': [
    [
      'Milliseconds',
      'other',
      'ExecutionTime, ActivityTime, ActivityRunTime, LambdaFunctionTime, LambdaFunctionRunTime, ServiceIntegrationTime',
    ],
    [
      'Count',
      'other',
      'ExecutionsFailed, ExecutionsTimedOut, ExecutionsAborted, ExecutionsStarted, ExecutionsSucceeded, ExecutionThrottled, LambdaFunctionsFailed, ActivitiesFailed, ActivitiesTimedOut, ServiceIntegrationsFailed, ServiceIntegrationsTimedOut',
    ],
  ],
  // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html
  'AWS/Events': [
    [
      'Milliseconds',
      'other',
      'IngestionToInvocationStartLatency, IngestionToInvocationCompleteLatency, IngestionToInvocationSuccessLatency',
    ],
    [
      'Count',
      'other',
      'FailedInvocations, Invocations, InvocationAttempts, InvocationsFailedToBeSentToDlq, InvocationsSentToDlq, ThrottledRules, MatchedEvents, TriggeredRules, DeadLetterInvocations, RetryInvocationAttempts',
    ],
  ],
  // https://docs.aws.amazon.com/scheduler/latest/UserGuide/monitoring-cloudwatch.html
  'AWS/Scheduler': [
    [
      'Count',
      'other',
      'InvocationAttemptCount, TargetErrorCount, TargetErrorThrottledCount, InvocationThrottleCount, InvocationDroppedCount, InvocationsFailedToBeSentToDeadLetterCount',
    ],
  ],
  // https://docs.aws.amazon.com/efs/latest/ug/efs-metrics.html
  'AWS/EFS': [
    ['Percent', 'utilisation', 'PercentIOLimit'],
    [
      'Bytes',
      'other',
      'BurstCreditBalance, StorageBytes, DataReadIOBytes, DataWriteIOBytes, TotalIOBytes, MeteredIOBytes',
    ],
    ['Bytes/Second', 'other', 'PermittedThroughput'],
    ['Seconds', 'other', 'TimeSinceLastSync'],
    ['Count', 'other', 'ClientConnections'],
  ],
  // https://docs.aws.amazon.com/fsx/latest/WindowsGuide/fsx-windows-metrics.html and its siblings for ONTAP, OpenZFS, Lustre
  'AWS/FSx': [
    ['Percent', 'cpu-used', 'CPUUtilization'],
    ['Percent', 'memory-used', 'MemoryUtilization'],
    ['Percent', 'disk-used', 'StorageCapacityUtilization'],
    ['Bytes', 'disk-free', 'FreeStorageCapacity, FreeDataStorageCapacity'],
    [
      'Percent',
      'utilisation',
      'NetworkThroughputUtilization, FileServerDiskThroughputUtilization, FileServerDiskIopsUtilization, DiskThroughputUtilization, DiskIopsUtilization',
    ],
    [
      'Percent',
      'other',
      'FileServerDiskThroughputBalance, FileServerDiskIopsBalance, DiskIopsBalance, DiskThroughputBalance',
    ],
    ['Bytes', 'other', 'StorageUsed, StorageCapacity, UsedStorageCapacity, DataReadBytes, DataWriteBytes'],
  ],
  // https://docs.aws.amazon.com/aws-backup/latest/devguide/cloudwatch.html
  'AWS/Backup': [
    [
      'Count',
      'other',
      'NumberOfBackupJobsFailed, NumberOfBackupJobsAborted, NumberOfBackupJobsExpired, NumberOfBackupJobsCompleted, NumberOfCopyJobsFailed, NumberOfRestoreJobsFailed, NumberOfRecoveryPointsPartial, NumberOfRecoveryPointsExpired',
    ],
  ],
  // https://docs.aws.amazon.com/emr/latest/ManagementGuide/UsingEMR_ViewingMetrics.html
  'AWS/ElasticMapReduce': [
    ['Percent', 'disk-used', 'HDFSUtilization'],
    ['Percent', 'memory-free', 'YARNMemoryAvailablePercentage'],
    ['Count', 'other', 'IsIdle, ContainerPending, AppsFailed, CoreNodesRunning, MRUnhealthyNodes'],
  ],
  // https://docs.aws.amazon.com/bedrock/latest/userguide/monitoring.html
  'AWS/Bedrock': [
    ['Milliseconds', 'response-time', 'InvocationLatency'],
    ['Count', 'failed-requests', 'InvocationServerErrors'],
    ['Count', 'client-errors', 'InvocationClientErrors'],
    ['Count', 'other', 'InvocationThrottles, Invocations'],
  ],
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/monitor_estimated_charges_with_cloudwatch.html
  'AWS/Billing': [['Currency', 'other', 'EstimatedCharges']],
};
