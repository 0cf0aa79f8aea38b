/**
 * The calls that somebody's own credentials made, seen by `npm run test:deploy` of a deployment, a second one, a removal, the
 * import of a table and each tool. The run compares both ways. What CloudFormation calls with the same credentials stands
 * in handler-permissions.json: the emulator makes its resources without calls.
 */
export const seenCalls = {
  Deployer: [
    'cloudformation:CreateChangeSet',
    'cloudformation:CreateStack',
    'cloudformation:DeleteStack',
    'cloudformation:DescribeChangeSet',
    'cloudformation:DescribeStackEvents',
    'cloudformation:DescribeStackResource',
    'cloudformation:DescribeStacks',
    'cloudformation:ExecuteChangeSet',
    'cloudformation:ListStackResources',
    'cloudformation:UpdateStack',
    'cloudformation:ValidateTemplate',
    'ecr:DescribeRepositories',
    'lambda:GetFunction',
    's3:DeleteObject',
    's3:GetObject',
    's3:ListBucket',
    's3:PutObject',
    'sts:GetCallerIdentity',
  ],
  Operator: [
    'cloudformation:DescribeStacks',
    'dynamodb:BatchGetItem',
    'dynamodb:BatchWriteItem',
    'dynamodb:DeleteItem',
    'dynamodb:GetItem',
    'dynamodb:PutItem',
    'dynamodb:Scan',
    'dynamodb:UpdateItem',
    'sns:GetSubscriptionAttributes',
    'sns:ListSubscriptionsByTopic',
    'sns:Publish',
    'sns:Subscribe',
    'sqs:DeleteMessage',
    'sqs:GetQueueAttributes',
    'sqs:GetQueueUrl',
    'sqs:ReceiveMessage',
    'sqs:SendMessage',
    'sqs:StartMessageMoveTask',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** What neither the emulator nor the schemas of CloudFormation tell, and where it is documented. */
export const documentedCalls = {
  Deployer: {
    // The stage of an HTTP API is of a type without handlers: API Gateway, "Actions, resources, and condition keys".
    // CloudFormation reads and tags it by the same methods as its API.
    'apigateway:POST': 'AWS::ApiGatewayV2::Stage',
    // API Gateway Developer Guide, "Configure logging for HTTP APIs in API Gateway": permissions to enable logging.
    'logs:CreateLogDelivery': 'access logs',
    'logs:DeleteLogDelivery': 'access logs',
    'logs:DescribeResourcePolicies': 'access logs',
    'logs:GetLogDelivery': 'access logs',
    'logs:ListLogDeliveries': 'access logs',
    'logs:PutResourcePolicy': 'access logs',
    'logs:UpdateLogDelivery': 'access logs',
    // deployment/sms-type.ts, on a region of AWS only.
    'sns:SetSMSAttributes': 'npm run deploy',
    // The framework asks for it before it makes the queues' policies.
    'sqs:GetQueueUrl': 'AWS::SQS::QueuePolicy',
  },
  Operator: {
    // tools/contacts: the emulator answers for no phones and confirms by itself.
    'sns:CheckIfPhoneNumberIsOptedOut': 'npm run contacts',
    'sns:ConfirmSubscription': 'npm run contacts',
    'sns:GetSMSAttributes': 'npm run contacts',
    'sns:GetSMSSandboxAccountStatus': 'npm run contacts',
    // tools/move-messages.ts: the emulator does not know StartMessageMoveTask.
    'sqs:ListMessageMoveTasks': 'npm run resend',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;
