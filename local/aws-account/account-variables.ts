/** Ids of the services that the stand-in account answers for, as the SDK's variables have them. */
const services = [
  'ACM',
  'AUTO_SCALING',
  'CLOUDTRAIL',
  'CLOUDWATCH',
  'CLOUDWATCH_LOGS',
  'CODEDEPLOY',
  'CODEPIPELINE',
  'EC2',
  'ECS',
  'ELASTIC_LOAD_BALANCING_V2',
  'HEALTH',
  'LAMBDA',
  'RDS',
  'ROUTE_53',
  'SERVICE_QUOTAS',
  'XRAY',
] as const;

/**
 * The variables by which the SDK's clients find the stand-in account. AWS SDKs and Tools Reference Guide,
 * "Service-specific endpoints" (https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html).
 */
export const accountVariables = (url: string): Readonly<Record<string, string>> =>
  Object.fromEntries(services.map((service) => [`AWS_ENDPOINT_URL_${service}`, url]));
