import type { MetricRows } from './metric-row.ts';

/** What answers users, and the way to it. Each namespace names the AWS document that its units come from. */
export const deliveryMetrics: MetricRows = {
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
  'AWS/ApplicationELB': [
    ['Seconds', 'response-time', 'TargetResponseTime, LambdaTargetProcessedTime'],
    ['Milliseconds', 'other', 'ELBAuthLatency'],
    ['Count', 'healthy-count', 'HealthyHostCount, HealthyStateRouting, HealthyStateDNS'],
    ['Count', 'unhealthy-count', 'UnHealthyHostCount, UnhealthyRoutingRequestCount'],
    [
      'Count',
      'failed-requests',
      'HTTPCode_Target_5XX_Count, HTTPCode_ELB_5XX_Count, HTTPCode_ELB_500_Count, HTTPCode_ELB_502_Count, HTTPCode_ELB_503_Count, HTTPCode_ELB_504_Count, TargetConnectionErrorCount, LambdaInternalError',
    ],
    ['Count', 'client-errors', 'HTTPCode_Target_4XX_Count, HTTPCode_ELB_4XX_Count'],
    ['Count', 'traffic', 'RequestCount, ActiveConnectionCount, NewConnectionCount'],
    ['Count', 'load', 'RequestCountPerTarget'],
    ['Bytes', 'traffic', 'ProcessedBytes'],
    [
      'Count',
      'other',
      'RejectedConnectionCount, ClientTLSNegotiationErrorCount, TargetTLSNegotiationErrorCount, ConsumedLCUs, PeakLCUs, HTTPCode_Target_2XX_Count, HTTPCode_Target_3XX_Count, HTTPCode_ELB_3XX_Count, AnomalousHostCount, MitigatedHostCount, UnhealthyStateRouting, UnhealthyStateDNS, LambdaUserError',
    ],
  ],
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html
  'AWS/NetworkELB': [
    ['Count', 'healthy-count', 'HealthyHostCount'],
    ['Count', 'unhealthy-count', 'UnHealthyHostCount'],
    ['Bytes', 'traffic', 'ProcessedBytes'],
    ['Count', 'traffic', 'ActiveFlowCount, NewFlowCount'],
    [
      'Count',
      'other',
      'TCP_Client_Reset_Count, TCP_ELB_Reset_Count, TCP_Target_Reset_Count, PortAllocationErrorCount, RejectedFlowCount, UnhealthyRoutingFlowCount',
    ],
  ],
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/gateway/cloudwatch-metrics.html
  'AWS/GatewayELB': [
    ['Count', 'healthy-count', 'HealthyHostCount'],
    ['Count', 'unhealthy-count', 'UnHealthyHostCount'],
    ['Bytes', 'traffic', 'ProcessedBytes'],
  ],
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-cloudwatch-metrics.html
  'AWS/ELB': [
    ['Seconds', 'response-time', 'Latency'],
    ['Count', 'healthy-count', 'HealthyHostCount'],
    ['Count', 'unhealthy-count', 'UnHealthyHostCount'],
    [
      'Count',
      'failed-requests',
      'HTTPCode_Backend_5XX, HTTPCode_ELB_5XX, BackendConnectionErrors, SpilloverCount',
    ],
    ['Count', 'client-errors', 'HTTPCode_Backend_4XX, HTTPCode_ELB_4XX'],
    ['Count', 'traffic', 'RequestCount'],
    ['Count', 'other', 'SurgeQueueLength, HTTPCode_Backend_2XX, HTTPCode_Backend_3XX'],
  ],
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
  'AWS/ApiGateway': [
    ['Milliseconds', 'response-time', 'Latency, IntegrationLatency'],
    ['Count', 'failed-or-not', '5XXError, 5xx, ExecutionError, IntegrationError'],
    ['Count', 'client-errors', '4XXError, 4xx, ClientError'],
    ['Count', 'traffic', 'Count, ConnectCount, MessageCount'],
    ['Count', 'other', 'CacheHitCount, CacheMissCount'],
  ],
  // https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html
  'AWS/AppSync': [
    ['Milliseconds', 'response-time', 'Latency'],
    ['Count', 'failed-requests', '5XXError'],
    ['Count', 'client-errors', '4XXError'],
    [
      'Count',
      'other',
      'TokensConsumed, ActiveConnections, ConnectServerError, PublishDataMessageServerError',
    ],
  ],
  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/programming-cloudwatch-metrics.html
  'AWS/CloudFront': [
    [
      'Percent',
      'failed-share',
      '5xxErrorRate, TotalErrorRate, 500ErrorRate, 502ErrorRate, 503ErrorRate, 504ErrorRate',
    ],
    ['Percent', 'client-errors', '4xxErrorRate, 401ErrorRate, 403ErrorRate, 404ErrorRate'],
    ['Milliseconds', 'response-time', 'OriginLatency'],
    ['Percent', 'other', 'CacheHitRate, FunctionComputeUtilization'],
    ['None', 'traffic', 'Requests'],
    [
      'None',
      'other',
      'BytesDownloaded, BytesUploaded, FunctionExecutionErrors, FunctionValidationErrors, FunctionThrottles',
    ],
  ],
  // https://docs.aws.amazon.com/global-accelerator/latest/dg/cloudwatch-monitoring.html
  'AWS/GlobalAccelerator': [
    ['Count', 'healthy-count', 'HealthyEndpointCount'],
    ['Count', 'unhealthy-count', 'UnhealthyEndpointCount'],
    ['Count', 'other', 'NewFlowCount'],
  ],
  // https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-health-checks.html
  'AWS/Route53': [
    ['None', 'endpoint-health', 'HealthCheckStatus, ChildHealthCheckHealthyCount'],
    ['Percent', 'success-share', 'HealthCheckPercentageHealthy'],
    ['Milliseconds', 'response-time', 'TimeToFirstByte'],
    ['Milliseconds', 'other', 'ConnectionTime, SSLHandshakeTime'],
    ['None', 'other', 'DNSQueries'],
  ],
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Canaries_metrics.html
  CloudWatchSynthetics: [
    ['Percent', 'success-share', 'SuccessPercent'],
    ['Milliseconds', 'response-time', 'Duration'],
    ['Count', 'failed-requests', '5xx'],
    ['Count', 'client-errors', '4xx'],
    ['Count', 'other', 'Failed, Failed requests, 2xx'],
  ],
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-dimensions.html
  'AWS/S3': [
    ['Count', 'failed-or-not', '5xxErrors'],
    ['Count', 'client-errors', '4xxErrors'],
    ['Milliseconds', 'other', 'FirstByteLatency, TotalRequestLatency'],
    ['Seconds', 'other', 'ReplicationLatency'],
    [
      'Count',
      'other',
      'AllRequests, GetRequests, PutRequests, NumberOfObjects, OperationsPendingReplication, OperationsFailedReplication',
    ],
    ['Bytes', 'other', 'BucketSizeBytes, BytesPendingReplication, BytesDownloaded, BytesUploaded'],
  ],
  // https://docs.aws.amazon.com/vpc/latest/userguide/metrics-dimensions-nat-gateway.html
  'AWS/NATGateway': [
    [
      'Count',
      'other',
      'ErrorPortAllocation, PacketsDropCount, IdleTimeoutCount, ActiveConnectionCount, ConnectionAttemptCount, ConnectionEstablishedCount',
    ],
    ['Bytes', 'other', 'BytesInFromDestination, BytesInFromSource, BytesOutToDestination, BytesOutToSource'],
  ],
  // https://docs.aws.amazon.com/vpn/latest/s2svpn/monitoring-cloudwatch-vpn.html
  'AWS/VPN': [
    ['None', 'other', 'TunnelState, ConcentratorState'],
    ['Bytes', 'other', 'TunnelDataIn, TunnelDataOut'],
  ],
  // https://docs.aws.amazon.com/directconnect/latest/UserGuide/monitoring-cloudwatch.html
  'AWS/DX': [
    [
      'None',
      'other',
      'ConnectionState, ConnectionLightLevelTx, ConnectionLightLevelRx, VirtualInterfaceBgpStatus',
    ],
    ['Count', 'other', 'ConnectionErrorCount, ConnectionCRCErrorCount'],
    [
      'Bits/Second',
      'other',
      'ConnectionBpsEgress, ConnectionBpsIngress, VirtualInterfaceBpsEgress, VirtualInterfaceBpsIngress',
    ],
  ],
  // https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-cloudwatch-metrics.html
  'AWS/TransitGateway': [
    ['Bytes', 'other', 'BytesIn, BytesOut'],
    ['Count', 'other', 'PacketDropCountBlackhole, PacketDropCountNoRoute'],
  ],
  // https://docs.aws.amazon.com/acm/latest/userguide/cloudwatch-metrics.html (days; CloudWatch has no such unit)
  'AWS/CertificateManager': [['Count', 'days-to-expiry', 'DaysToExpiry']],
  // https://docs.aws.amazon.com/waf/latest/developerguide/waf-metrics.html
  'AWS/WAFV2': [
    ['Count', 'blocked-requests', 'BlockedRequests, CountedRequests, RequestsWithValidCaptchaToken'],
    ['Count', 'other', 'AllowedRequests, PassedRequests, CaptchaRequests, ChallengeRequests'],
  ],
  // https://docs.aws.amazon.com/waf/latest/developerguide/classic-waf-metrics.html
  WAF: [['Count', 'blocked-requests', 'BlockedRequests, CountedRequests']],
  // https://docs.aws.amazon.com/waf/latest/developerguide/shield-metrics.html
  'AWS/DDoSProtection': [
    ['Count', 'attack', 'DDoSDetected'],
    ['Count', 'attack', 'DDoSAttackBitsPerSecond, DDoSAttackPacketsPerSecond, DDoSAttackRequestsPerSecond'],
    ['Count', 'other', 'VolumePacketsPerSecond, VolumeBitsPerSecond'],
  ],
};
