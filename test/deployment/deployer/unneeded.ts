/** What the handlers of a type may ask for and the packaged template gives no reason to. */
export interface Unneeded {
  readonly types: readonly string[];
  readonly actions: RegExp;
  /** The properties that the actions are for: the template sets none of them. */
  readonly properties: readonly string[];
}

/** Each row is checked: its properties are nowhere set, and its actions are asked for by its types. */
export const unneeded: readonly Unneeded[] = [
  { types: ['AWS::ApiGatewayV2::Api'], actions: /^s3:/, properties: ['BodyS3Location'] },
  {
    types: ['AWS::DynamoDB::Table'],
    actions: /^(?:s3|logs):|^dynamodb:ImportTable$/,
    properties: ['ImportSourceSpecification'],
  },
  {
    types: ['AWS::DynamoDB::Table'],
    actions: /^kinesis:|^dynamodb:(?:Enable|Disable|Update)KinesisStreamingDestination$/,
    properties: ['KinesisStreamSpecification'],
  },
  { types: ['AWS::DynamoDB::Table'], actions: /^kms:/, properties: ['SSESpecification'] },
  {
    types: ['AWS::DynamoDB::Table'],
    actions: /^dynamodb:(?:Put|Delete)ResourcePolicy$/,
    properties: ['ResourcePolicy'],
  },
  {
    types: ['AWS::DynamoDB::Table'],
    actions: /^dynamodb:UpdateContributorInsights$|^iam:CreateServiceLinkedRole$/,
    properties: ['ContributorInsightsSpecification'],
  },
  { types: ['AWS::Events::EventBus'], actions: /^kms:/, properties: ['KmsKeyIdentifier'] },
  { types: ['AWS::Events::EventBus'], actions: /^events:(?:Put|Remove)Permission$/, properties: ['Policy'] },
  { types: ['AWS::Events::Rule'], actions: /^iam:PassRole$/, properties: ['RoleArn'] },
  {
    types: ['AWS::IAM::Role'],
    actions: /^iam:(?:Put|Delete)RolePermissionsBoundary$/,
    properties: ['PermissionsBoundary'],
  },
  {
    types: ['AWS::Lambda::EventSourceMapping', 'AWS::Lambda::Function'],
    actions: /^kms:/,
    properties: ['KmsKeyArn'],
  },
  {
    types: ['AWS::Lambda::Function'],
    actions: /^(?:ec2|elasticfilesystem):/,
    properties: ['VpcConfig', 'FileSystemConfigs'],
  },
  { types: ['AWS::Lambda::Function'], actions: /^lambda:GetLayerVersion$/, properties: ['Layers'] },
  {
    types: ['AWS::Lambda::Function'],
    actions: /^lambda:(?:GetCodeSigningConfig|(?:Put|Delete)FunctionCodeSigningConfig)$/,
    properties: ['CodeSigningConfigArn'],
  },
  {
    types: ['AWS::Lambda::Function'],
    actions: /^lambda:PutRuntimeManagementConfig$/,
    properties: ['RuntimeManagementConfig'],
  },
  { types: ['AWS::Lambda::Function'], actions: /^s3:GetObjectVersion$/, properties: ['S3ObjectVersion'] },
  {
    types: ['AWS::Logs::LogGroup'],
    actions: /^(?:firehose|s3):|^logs:(?:CreateLogDelivery|PutDataProtectionPolicy)$/,
    properties: ['DataProtectionPolicy'],
  },
  {
    types: ['AWS::Logs::LogGroup'],
    actions: /^logs:(?:Put|Delete)IndexPolicy$/,
    properties: ['FieldIndexPolicies'],
  },
  {
    types: ['AWS::Logs::LogGroup'],
    actions: /^logs:(?:Associate|Disassociate)KmsKey$/,
    properties: ['KmsKeyId'],
  },
  {
    types: ['AWS::Logs::LogGroup'],
    actions: /^logs:(?:Put|Describe)ResourcePolic/,
    properties: ['ResourcePolicyDocument'],
  },
  { types: ['AWS::S3::Bucket'], actions: /^iam:PassRole$/, properties: ['ReplicationConfiguration'] },
  {
    types: ['AWS::S3::Bucket'],
    actions:
      /^s3tables:|^s3:(?:Create|Delete)BucketMetadata|^s3:(?:Put|Delete)(?:Bucket)?(?:Accelerate|Analytics|CORS|Logging|Notification|ObjectLock|OwnershipControls|PublicAccessBlock|Replication|Versioning|Website|IntelligentTiering|Inventory|Lifecycle|Metrics|Acl|Encryption$)|^s3:PutObject(?:Acl|LockConfiguration)$/i,
    properties: [
      ...['AccelerateConfiguration', 'AccessControl', 'AnalyticsConfigurations', 'CorsConfiguration'],
      ...['IntelligentTieringConfigurations', 'InventoryConfigurations', 'LifecycleConfiguration'],
      ...['LoggingConfiguration', 'MetadataTableConfiguration', 'MetricsConfigurations'],
      ...['NotificationConfiguration', 'ObjectLockConfiguration', 'ObjectLockEnabled', 'OwnershipControls'],
      ...['PublicAccessBlockConfiguration', 'VersioningConfiguration', 'WebsiteConfiguration'],
    ],
  },
  {
    types: ['AWS::SNS::Topic', 'AWS::SNS::Subscription'],
    actions: /^iam:/,
    properties: ['DeliveryStatusLogging', 'SubscriptionRoleArn'],
  },
  {
    types: ['AWS::SNS::Topic'],
    actions: /^sns:PutDataProtectionPolicy$/,
    properties: ['DataProtectionPolicy'],
  },
];
