import { pascalCase, type Resource, type Resources, ref, type Value } from './template.ts';

/** What the stack watches of itself. */
export interface Watched {
  /** What alarm names begin with: `tocsin-<stage>`. Intake ignores alarms of such names (no loops). */
  readonly name: string;
  /** Functions, kebab-case: `ingest-alarm` is deployed as `<name>-ingest-alarm`. */
  readonly functions: readonly string[];
  readonly tableIndexes: readonly string[];
  /** Topics: their names without `<name>-`. */
  readonly topics: readonly string[];
  readonly smsMonthlyLimitUsd: number;
}

/** An alarm: `statistic` of `metric` over each of `periods` periods of `periodS` seconds is beyond `threshold`. */
interface Watch {
  /** Ends the alarm's name. */
  readonly id: string;
  /** Read by the person it wakes: what it means, where to look. */
  readonly says: string;
  readonly metric: readonly [namespace: string, name: string, dimensions: Readonly<Record<string, Value>>];
  readonly statistic: 'Sum' | 'Maximum';
  readonly periodS: number;
  readonly periods?: number;
  readonly above?: number;
  readonly below?: number;
  /** No data means trouble. */
  readonly silenceIsTrouble?: true;
}

/**
 * The stack's own alarms. Each acts on the topic `watch`, which passes through none of the stack's functions,
 * so that a failing Tocsin can still say so. CloudWatch charges about 0.10 USD a month for each.
 */
export const ownAlarms = (watched: Watched): Resources =>
  Object.fromEntries(
    watches(watched).map((watch) => [`${pascalCase(watch.id)}Alarm`, alarm(watched.name, watch)]),
  );

const watches = (watched: Watched): readonly Watch[] => [
  ...['intake-dead', 'undecided', 'undecided-dead', 'timers-dead'].map((queue) =>
    notEmpty(watched.name, queue),
  ),
  // Three receptions, a visibility timeout of 60 s apart, end in the dead letters: older than that is a jam.
  late(watched.name, 'intake', 240),
  // Timers wait up to 900 s by design.
  late(watched.name, 'timers', 900 + 120),
  ...watched.functions.flatMap((name) => functionTrouble(watched.name, name)),
  sweepStopped(watched.name),
  timersLate(watched.name),
  ...watched.topics.map((topic) => undelivered(watched.name, topic)),
  smsSpend(watched.smsMonthlyLimitUsd),
  ...throttles(watched),
];

const notEmpty = (name: string, queue: string): Watch => ({
  id: `${queue}-not-empty`,
  says: `Messages wait in ${name}-${queue}: they could not be processed. Read them, then the log of their function.`,
  metric: ['AWS/SQS', 'ApproximateNumberOfMessagesVisible', { QueueName: `${name}-${queue}` }],
  statistic: 'Maximum',
  periodS: 60,
  above: 0,
});

const late = (name: string, queue: string, seconds: number): Watch => ({
  id: `${queue}-late`,
  says: `Messages in ${name}-${queue} wait longer than ${seconds} s: its function does not keep up or is blocked.`,
  metric: ['AWS/SQS', 'ApproximateAgeOfOldestMessage', { QueueName: `${name}-${queue}` }],
  statistic: 'Maximum',
  periodS: 60,
  above: seconds,
});

const functionTrouble = (name: string, fn: string): readonly Watch[] =>
  [
    { id: 'errors', metric: 'Errors', says: 'failed' },
    {
      id: 'throttles',
      metric: 'Throttles',
      says: "was held back by the account's or its own concurrency limit",
    },
  ].map(({ id, metric, says }) => ({
    id: `${fn}-${id}`,
    says: `The function ${name}-${fn} ${says}. Its work is retried; see its log.`,
    metric: ['AWS/Lambda', metric, { FunctionName: `${name}-${fn}` }],
    statistic: 'Sum',
    periodS: 60,
    above: 0,
  }));

/** Runs of a minute's schedule can be nearly two minutes apart (EventBridge precision): three silent minutes. */
const sweepStopped = (name: string): Watch => ({
  id: 'sweep-stopped',
  says: 'The sweep has not run for three minutes: lost timers are not caught. See the rule and sweep-due.',
  metric: ['AWS/Lambda', 'Invocations', { FunctionName: `${name}-sweep-due` }],
  statistic: 'Sum',
  periodS: 60,
  periods: 3,
  below: 1,
  silenceIsTrouble: true,
});

/** Invariant I4: a rung is paged at the latest two minutes after its deadline. Milliseconds. */
const timersLate = (name: string): Watch => ({
  id: 'timer-lateness',
  says: 'A deadline was acted on more than two minutes late. See the log of run-timer.',
  metric: [name, 'TimerLateness', {}],
  statistic: 'Maximum',
  periodS: 60,
  above: 120_000,
});

const undelivered = (name: string, topic: string): Watch => ({
  id: `${topic}-undelivered`,
  says: `SNS could not deliver to a contact of ${name}-${topic}: check its subscriptions and the SMS limit.`,
  metric: ['AWS/SNS', 'NumberOfNotificationsFailed', { TopicName: `${name}-${topic}` }],
  statistic: 'Sum',
  periodS: 60,
  above: 0,
});

const smsSpend = (limitUsd: number): Watch => ({
  id: 'sms-spend',
  says: `SMS cost over 80 % of ${limitUsd} USD this month: SNS stops sending at the account's limit. Raise it.`,
  metric: ['AWS/SNS', 'SMSMonthToDateSpentUSD', {}],
  statistic: 'Maximum',
  periodS: 3600,
  above: limitUsd * 0.8,
});

/** A throttled index rejects writes to the table, hence each is watched. */
const throttles = ({ name, tableIndexes }: Watched): readonly Watch[] => [
  throttled('table-reads-throttled', 'ReadThrottleEvents', { TableName: name }),
  throttled('table-writes-throttled', 'WriteThrottleEvents', { TableName: name }),
  ...tableIndexes.map((index) =>
    throttled(`index-${index}-throttled`, 'WriteThrottleEvents', {
      TableName: name,
      GlobalSecondaryIndexName: index,
    }),
  ),
];

const throttled = (id: string, metric: string, dimensions: Readonly<Record<string, Value>>): Watch => ({
  id,
  says: 'DynamoDB holds requests back: incidents are recorded late. See the limits of the table and the account.',
  metric: ['AWS/DynamoDB', metric, dimensions],
  statistic: 'Sum',
  periodS: 60,
  above: 0,
});

const alarm = (name: string, watch: Watch): Resource => {
  const [namespace, metric, dimensions] = watch.metric;
  return {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      AlarmName: `${name}-${watch.id}`,
      AlarmDescription: watch.says,
      Namespace: namespace,
      MetricName: metric,
      Dimensions: Object.entries(dimensions).map(([Name, value]) => ({ Name, Value: value })),
      Statistic: watch.statistic,
      Period: watch.periodS,
      EvaluationPeriods: watch.periods ?? 1,
      ComparisonOperator: watch.below === undefined ? 'GreaterThanThreshold' : 'LessThanThreshold',
      Threshold: watch.below ?? watch.above ?? 0,
      TreatMissingData: watch.silenceIsTrouble === undefined ? 'notBreaching' : 'breaching',
      AlarmActions: [ref('WatchTopic')],
    },
  };
};
