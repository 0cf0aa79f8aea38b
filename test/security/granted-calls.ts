import type { FunctionName } from './deployed-functions.ts';

/** As the template writes it. */
export const indexResource = (name: string): string => `\${Table.Arn}/index/${name}`;

const index = (name: string): string => `dynamodb:Query ${indexResource(name)}`;

/** Who decides looks at the signals that stand, pages, announces, and sets timers. */
const tells: readonly string[] = [
  index('standing'),
  'sns:Publish audience',
  'events:PutEvents Bus',
  'sqs:SendMessage TimersQueue',
];

const decides: readonly string[] = [
  ...['GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem', 'BatchWriteItem'].map(
    (call) => `dynamodb:${call} Table`,
  ),
  ...tells,
];

/** AWS APIs that triage reads. */
const examines: readonly string[] = [
  'autoscaling:DescribeAutoScalingGroups *',
  'autoscaling:DescribePolicies *',
  'autoscaling:DescribeScalingActivities *',
  'cloudtrail:DescribeTrails *',
  'cloudtrail:GetTrailStatus *',
  'cloudtrail:LookupEvents *',
  'cloudwatch:GetMetricData *',
  'codedeploy:BatchGetDeployments *',
  'codedeploy:ListDeployments *',
  'codepipeline:ListPipelineExecutions *',
  'ec2:DescribeFlowLogs *',
  'ec2:DescribeInstanceStatus *',
  'ec2:DescribeLaunchTemplateVersions *',
  'ecs:DescribeServices *',
  'elasticloadbalancing:DescribeLoadBalancers *',
  'elasticloadbalancing:DescribeTargetGroups *',
  'elasticloadbalancing:DescribeTargetHealth *',
  'health:DescribeEvents *',
  'lambda:GetFunctionConfiguration *',
  'lambda:ListAliases *',
  'lambda:ListVersionsByFunction *',
  'logs:FilterLogEvents *',
  'rds:DescribeDBClusters *',
  'rds:DescribeDBInstances *',
  'rds:DescribeEvents *',
  'rds:DescribePendingMaintenanceActions *',
  'servicequotas:GetServiceQuota *',
  'xray:GetServiceGraph *',
];
const counts = 'dynamodb:Query Table';

const record = ['INC#', 'ALARM#', 'KEY#', 'PAGES#'];

/** `service:Action kind` of items: what a partition key begins with, docs/architecture.md, Data. */
const itemsOf = (kinds: readonly string[], ...calls: readonly string[]): readonly string[] =>
  calls.flatMap((call) => kinds.map((kind) => `dynamodb:${call} ${kind}`));

const decidesOn: readonly string[] = [
  ...itemsOf(record, 'GetItem', 'BatchGetItem'),
  ...itemsOf([...record, 'IGNORED#'], 'PutItem', 'UpdateItem', 'BatchWriteItem'),
  ...itemsOf(['INC#'], 'Query'),
];

/**
 * The kinds of items that a function may call for by the condition of its role: on the table, and on the local index,
 * which has the table's partition keys. test/deployment proves that the packaged roles grant exactly these,
 * test/security that the functions call for these kinds and no others.
 */
export const grantedItems: Readonly<Record<FunctionName, readonly string[]>> = {
  'ingest-alarm': decidesOn,
  'run-timer': decidesOn,
  'sweep-due': decidesOn,
  'serve-api': [
    ...decidesOn,
    ...itemsOf(['TOKEN#'], 'GetItem'),
    ...itemsOf(['SECRET#'], 'GetItem', 'PutItem'),
    ...itemsOf(['TESTPAGE#'], 'BatchGetItem', 'UpdateItem', 'BatchWriteItem'),
  ],
  'triage-incident': [
    ...itemsOf(['INC#', 'PAGES#'], 'GetItem', 'UpdateItem', 'BatchWriteItem'),
    ...itemsOf(['INC#'], 'Query'),
  ],
  'page-undecided': [],
};

/**
 * `service:Action resource` of every call that a function's own code may make. test/deployment proves that the packaged
 * roles grant exactly these, test/security that the functions make exactly these.
 */
export const grantedCalls: Readonly<Record<FunctionName, readonly string[]>> = {
  'ingest-alarm': [...decides, 'sqs:SendMessage IntakeDeadQueue'],
  'run-timer': [...decides, counts],
  'sweep-due': [
    ...[...decides, counts, index('due')],
    ...['UndecidedDeadQueue', 'TimersDeadQueue', 'UndeliveredQueue'].map(
      (queue) => `sqs:GetQueueAttributes ${queue}`,
    ),
  ],
  'serve-api': [...decides, counts, index('open'), index('history'), index('service')],
  'triage-incident': [
    ...['GetItem', 'UpdateItem', 'BatchWriteItem'].map((call) => `dynamodb:${call} Table`),
    ...tells,
    ...examines,
  ],
  'page-undecided': ['sns:Publish audience', 'sqs:SendMessage UndecidedQueue'],
};
