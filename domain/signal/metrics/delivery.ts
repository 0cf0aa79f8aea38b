import { bytes, count, type MetricRows, milliseconds, percent, seconds } from './metric-row.ts';

/** What answers users, and the way to it. Each namespace names the AWS document that its units come from. */
export const deliveryMetrics: MetricRows = {
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
  'AWS/ApplicationELB': [
    [seconds, 'response-time', 'TargetResponseTime, LambdaTargetProcessedTime'],
    [milliseconds, 'other', 'ELBAuthLatency'],
    [count, 'healthy-count', 'HealthyHostCount, HealthyStateRouting, HealthyStateDNS'],
    [count, 'unhealthy-count', 'UnHealthyHostCount, UnhealthyRoutingRequestCount'],
    [
      count,
      'failed-requests',
      'HTTPCode_Target_5XX_Count, HTTPCode_ELB_5*, TargetConnectionErrorCount, LambdaInternalError',
    ],
    [count, 'client-errors', 'HTTPCode_Target_4XX_Count, HTTPCode_ELB_4XX_Count'],
    [count, 'traffic', 'RequestCount, ActiveConnectionCount, NewConnectionCount'],
    [count, 'load', 'RequestCountPerTarget'],
    [bytes, 'traffic', 'ProcessedBytes'],
  ],
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html
  'AWS/NetworkELB': [
    [count, 'healthy-count', 'HealthyHostCount'],
    [count, 'unhealthy-count', 'UnHealthyHostCount'],
    [bytes, 'traffic', 'ProcessedBytes'],
    [count, 'traffic', 'ActiveFlowCount, NewFlowCount'],
  ],
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/gateway/cloudwatch-metrics.html
  'AWS/GatewayELB': [
    [count, 'healthy-count', 'HealthyHostCount'],
    [count, 'unhealthy-count', 'UnHealthyHostCount'],
    [bytes, 'traffic', 'ProcessedBytes'],
  ],
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-cloudwatch-metrics.html
  'AWS/ELB': [
    [seconds, 'response-time', 'Latency'],
    [count, 'healthy-count', 'HealthyHostCount'],
    [count, 'unhealthy-count', 'UnHealthyHostCount'],
    [
      count,
      'failed-requests',
      'HTTPCode_Backend_5XX, HTTPCode_ELB_5XX, BackendConnectionErrors, SpilloverCount',
    ],
    [count, 'client-errors', 'HTTPCode_Backend_4XX, HTTPCode_ELB_4XX'],
    [count, 'traffic', 'RequestCount'],
  ],
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
  'AWS/ApiGateway': [
    [milliseconds, 'response-time', 'Latency, IntegrationLatency'],
    [count, 'failed-or-not', '5XXError, 5xx, ExecutionError, IntegrationError'],
    [count, 'client-errors', '4XXError, 4xx, ClientError'],
    [count, 'traffic', 'Count, ConnectCount, MessageCount'],
  ],
  // https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html
  'AWS/AppSync': [
    [milliseconds, 'response-time', 'Latency'],
    [count, 'failed-requests', '5XXError'],
    [count, 'client-errors', '4XXError'],
  ],
  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/programming-cloudwatch-metrics.html
  'AWS/CloudFront': [
    [
      percent,
      'failed-share',
      '5xxErrorRate, TotalErrorRate, 500ErrorRate, 502ErrorRate, 503ErrorRate, 504ErrorRate',
    ],
    [percent, 'client-errors', '4xxErrorRate, 401ErrorRate, 403ErrorRate, 404ErrorRate'],
    [milliseconds, 'response-time', 'OriginLatency'],
    [percent, 'other', 'CacheHitRate, FunctionComputeUtilization'],
    ['None', 'traffic', 'Requests'],
  ],
  // https://docs.aws.amazon.com/global-accelerator/latest/dg/cloudwatch-monitoring.html
  'AWS/GlobalAccelerator': [
    [count, 'healthy-count', 'HealthyEndpointCount'],
    [count, 'unhealthy-count', 'UnhealthyEndpointCount'],
  ],
  // https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-health-checks.html
  'AWS/Route53': [
    ['None', 'endpoint-health', 'HealthCheckStatus, ChildHealthCheckHealthyCount'],
    [percent, 'success-share', 'HealthCheckPercentageHealthy'],
    [milliseconds, 'response-time', 'TimeToFirstByte'],
    [milliseconds, 'other', 'ConnectionTime, SSLHandshakeTime'],
  ],
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Canaries_metrics.html
  CloudWatchSynthetics: [
    [percent, 'success-share', 'SuccessPercent'],
    [milliseconds, 'response-time', 'Duration'],
    [count, 'failed-requests', '5xx'],
    [count, 'client-errors', '4xx'],
  ],
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-dimensions.html
  'AWS/S3': [
    [count, 'failed-or-not', '5xxErrors'],
    [count, 'client-errors', '4xxErrors'],
    [milliseconds, 'response-time', 'FirstByteLatency, TotalRequestLatency'],
    [seconds, 'other', 'ReplicationLatency'],
    [bytes, 'other', 'BucketSizeBytes, BytesPendingReplication, BytesDownloaded, BytesUploaded'],
  ],
  // https://docs.aws.amazon.com/vpc/latest/userguide/metrics-dimensions-nat-gateway.html
  'AWS/NATGateway': [
    [bytes, 'other', 'BytesInFromDestination, BytesInFromSource, BytesOutToDestination, BytesOutToSource'],
  ],
  // https://docs.aws.amazon.com/vpn/latest/s2svpn/monitoring-cloudwatch-vpn.html
  'AWS/VPN': [[bytes, 'other', 'TunnelDataIn, TunnelDataOut']],
  // https://docs.aws.amazon.com/directconnect/latest/UserGuide/monitoring-cloudwatch.html
  'AWS/DX': [
    [
      'Bits/Second',
      'other',
      'ConnectionBpsEgress, ConnectionBpsIngress, VirtualInterfaceBpsEgress, VirtualInterfaceBpsIngress',
    ],
  ],
  // https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-cloudwatch-metrics.html
  'AWS/TransitGateway': [[bytes, 'other', 'BytesIn, BytesOut']],
  // https://docs.aws.amazon.com/acm/latest/userguide/cloudwatch-metrics.html (days; CloudWatch has no such unit)
  'AWS/CertificateManager': [[count, 'days-to-expiry', 'DaysToExpiry']],
  // https://docs.aws.amazon.com/waf/latest/developerguide/waf-metrics.html
  'AWS/WAFV2': [
    [count, 'blocked-requests', 'BlockedRequests, CountedRequests, RequestsWithValidCaptchaToken'],
  ],
  // https://docs.aws.amazon.com/waf/latest/developerguide/classic-waf-metrics.html
  WAF: [[count, 'blocked-requests', 'BlockedRequests, CountedRequests']],
  // https://docs.aws.amazon.com/waf/latest/developerguide/shield-metrics.html
  'AWS/DDoSProtection': [
    [count, 'attack', 'DDoSDetected'],
    [count, 'attack', 'DDoSAttackBitsPerSecond, DDoSAttackPacketsPerSecond, DDoSAttackRequestsPerSecond'],
  ],
};
