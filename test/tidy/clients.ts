/** Clients of one technology each: an adapter imports its own alone. */
export const clients: Readonly<Record<string, readonly string[]>> = {
  'auto-scaling': ['@aws-sdk/client-auto-scaling'],
  cloudtrail: ['@aws-sdk/client-cloudtrail'],
  cloudwatch: ['@aws-sdk/client-cloudwatch'],
  'cloudwatch-logs': ['@aws-sdk/client-cloudwatch-logs'],
  codedeploy: ['@aws-sdk/client-codedeploy'],
  codepipeline: ['@aws-sdk/client-codepipeline'],
  dynamodb: ['@aws-sdk/client-dynamodb', '@aws-sdk/lib-dynamodb'],
  ec2: ['@aws-sdk/client-ec2'],
  ecs: ['@aws-sdk/client-ecs'],
  elbv2: ['@aws-sdk/client-elastic-load-balancing-v2'],
  eventbridge: ['@aws-sdk/client-eventbridge'],
  health: ['@aws-sdk/client-health'],
  http: [],
  lambda: ['@aws-sdk/client-lambda'],
  memory: [],
  powertools: ['@aws-lambda-powertools/logger', '@aws-lambda-powertools/metrics'],
  rds: ['@aws-sdk/client-rds'],
  'service-quotas': ['@aws-sdk/client-service-quotas'],
  sns: [
    '@aws-sdk/client-sns',
    'sms-segments-calculator/dist/libs/SmartEncodingMap.js',
    'sms-segments-calculator/dist/libs/UnicodeToGSM.js',
  ],
  sqs: ['@aws-sdk/client-sqs'],
  xray: ['@aws-sdk/client-xray'],
};

/** Clients with which triage looks, and which the stand-in AWS account answers. */
export const triageClients = [
  '@aws-sdk/client-acm',
  '@aws-sdk/client-auto-scaling',
  '@aws-sdk/client-cloudtrail',
  '@aws-sdk/client-cloudwatch',
  '@aws-sdk/client-cloudwatch-logs',
  '@aws-sdk/client-codedeploy',
  '@aws-sdk/client-codepipeline',
  '@aws-sdk/client-ec2',
  '@aws-sdk/client-ecs',
  '@aws-sdk/client-elastic-load-balancing-v2',
  '@aws-sdk/client-health',
  '@aws-sdk/client-lambda',
  '@aws-sdk/client-rds',
  '@aws-sdk/client-route-53',
  '@aws-sdk/client-service-quotas',
  '@aws-sdk/client-xray',
];

/** What they themselves encode and decode with. */
export const wireSchemas = [
  '@aws-sdk/core/protocols',
  '@smithy/core/protocols',
  '@smithy/core/schema',
  '@smithy/types',
];

export const awsClients = [
  '@aws-sdk/client-cloudformation',
  '@aws-sdk/client-dynamodb',
  '@aws-sdk/client-eventbridge',
  '@aws-sdk/client-sns',
  '@aws-sdk/client-sqs',
  '@aws-sdk/lib-dynamodb',
];
