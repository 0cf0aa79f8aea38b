import type { FunctionName } from './deployed-functions.ts';

/** As the template writes it. */
export const indexResource = (name: string): string => `\${Table.Arn}/index/${name}`;

const index = (name: string): string => `dynamodb:Query ${indexResource(name)}`;

const decides: readonly string[] = [
  ...['GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem', 'BatchWriteItem'].map(
    (call) => `dynamodb:${call} Table`,
  ),
  index('standing'),
  'sns:Publish audience',
  'events:PutEvents Bus',
  'sqs:SendMessage TimersQueue',
];
const counts = 'dynamodb:Query Table';

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
  'page-undecided': ['sns:Publish audience', 'sqs:SendMessage UndecidedQueue'],
};
