import { type Resource, ref, type Value } from './template.ts';

/**
 * An alarm: `statistic` of `metric` over a period of `periodS` seconds is beyond a threshold, in `breaching` of the last
 * `periods` periods.
 */
export interface Watch {
  /** Ends the alarm's name. */
  readonly id: string;
  /** Read by the person it wakes: what it means, where to look. */
  readonly says: string;
  readonly metric: readonly [namespace: string, name: string, dimensions: Readonly<Record<string, Value>>];
  readonly statistic: 'Sum' | 'Maximum';
  readonly periodS: number;
  readonly periods?: number;
  /** All of `periods`, unless given. */
  readonly breaching?: number;
  readonly above?: number;
  readonly below?: number;
  /**
   * What no data means. `zero`: as if zero had been counted. `unchanged`: nothing, the alarm stays as it is. Unless given,
   * that all is well.
   */
  readonly noData?: 'zero' | 'unchanged';
}

/**
 * Messages in a queue that nobody polls. SQS tells its metrics only while a queue is active, for up to six hours after
 * somebody called for it (SQS Developer Guide, "Available CloudWatch metrics for Amazon SQS"): the sweep does so
 * (functions/sweep-due.ts), or the first of them could come 15 minutes late; and an alarm does not end by their end.
 */
export const notEmpty = (name: string, queue: string, says: string): Watch => ({
  id: `${queue}-not-empty`,
  says: `Messages wait in ${name}-${queue}: ${says}`,
  metric: ['AWS/SQS', 'ApproximateNumberOfMessagesVisible', { QueueName: `${name}-${queue}` }],
  statistic: 'Maximum',
  periodS: 60,
  above: 0,
  noData: 'unchanged',
});

/**
 * The oldest message of a queue that a function reads. A message that fails is in flight, not visible, and its failure is
 * no error of the function where it answers by batch items: its age tells. SQS leaves a message out of this metric once
 * it was received three times (as above), so `seconds` is below two visibility timeouts.
 */
export const late = (name: string, queue: string, seconds: number, says: string): Watch => ({
  id: `${queue}-late`,
  says: `Messages in ${name}-${queue} wait longer than ${seconds} s: ${says}`,
  metric: ['AWS/SQS', 'ApproximateAgeOfOldestMessage', { QueueName: `${name}-${queue}` }],
  statistic: 'Maximum',
  periodS: 60,
  above: seconds,
});

/** Messages that it answers as failed are no errors of the function: `late` tells of them. */
export const failing = (name: string, fn: string): Watch => ({
  id: `${fn}-errors`,
  says: `The function ${name}-${fn} crashed or ran out of time. Its work is retried; see its log.`,
  metric: ['AWS/Lambda', 'Errors', { FunctionName: `${name}-${fn}` }],
  statistic: 'Sum',
  periodS: 60,
  above: 0,
});

export const undelivered = (name: string, topic: string): Watch => ({
  id: `${topic}-undelivered`,
  says: `SNS could not deliver to a contact of ${name}-${topic}: check its subscriptions and the SMS limit.`,
  metric: ['AWS/SNS', 'NumberOfNotificationsFailed', { TopicName: `${name}-${topic}` }],
  statistic: 'Sum',
  periodS: 60,
  above: 0,
});

/** It acts on the topic `watch` alone. */
export const alarmOf = (name: string, watch: Watch): Resource => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    AlarmName: `${name}-${watch.id}`,
    AlarmDescription: watch.says,
    ...(watch.noData === 'zero' ? filledOf(watch) : metricOf(watch)),
    EvaluationPeriods: watch.periods ?? 1,
    ...(watch.breaching === undefined ? {} : { DatapointsToAlarm: watch.breaching }),
    ComparisonOperator: watch.below === undefined ? 'GreaterThanThreshold' : 'LessThanThreshold',
    Threshold: watch.below ?? watch.above ?? 0,
    TreatMissingData: missing[watch.noData ?? 'well'],
    AlarmActions: [ref('WatchTopic')],
  },
});

/** Where nothing was ever counted, there is nothing to fill either. */
const missing = { zero: 'breaching', unchanged: 'ignore', well: 'notBreaching' } as const;

const dimensionsOf = ({ metric: [, , dimensions] }: Watch) =>
  Object.entries(dimensions).map(([Name, value]) => ({ Name, Value: value }));

const metricOf = (watch: Watch): Resource['Properties'] => ({
  Namespace: watch.metric[0],
  MetricName: watch.metric[1],
  Dimensions: dimensionsOf(watch),
  Statistic: watch.statistic,
  Period: watch.periodS,
});

/**
 * While older data points are in CloudWatch's evaluation range, it looks at them instead of at what is missing, and tells
 * of silence minutes later (CloudWatch User Guide, "Configuring how CloudWatch alarms treat missing data"). Zeros in
 * place of nothing are data. An expression over one metric costs what the metric costs.
 */
const filledOf = (watch: Watch): Resource['Properties'] => ({
  Metrics: [
    { Id: 'filled', Expression: 'FILL(counted, 0)', ReturnData: true },
    {
      Id: 'counted',
      ReturnData: false,
      MetricStat: {
        Metric: {
          Namespace: watch.metric[0],
          MetricName: watch.metric[1],
          Dimensions: dimensionsOf(watch),
        },
        Stat: watch.statistic,
        Period: watch.periodS,
      },
    },
  ],
});
