import { type Resource, ref, type Value } from './template.ts';

/** An alarm: `statistic` of `metric` over each of `periods` periods of `periodS` seconds is beyond `threshold`. */
export interface Watch {
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

export const notEmpty = (name: string, queue: string, says: string): Watch => ({
  id: `${queue}-not-empty`,
  says: `Messages wait in ${name}-${queue}: ${says}`,
  metric: ['AWS/SQS', 'ApproximateNumberOfMessagesVisible', { QueueName: `${name}-${queue}` }],
  statistic: 'Maximum',
  periodS: 60,
  above: 0,
});

export const late = (name: string, queue: string, seconds: number): Watch => ({
  id: `${queue}-late`,
  says: `Messages in ${name}-${queue} wait longer than ${seconds} s: its function does not keep up or is blocked.`,
  metric: ['AWS/SQS', 'ApproximateAgeOfOldestMessage', { QueueName: `${name}-${queue}` }],
  statistic: 'Maximum',
  periodS: 60,
  above: seconds,
});

export const failing = (name: string, fn: string): Watch => ({
  id: `${fn}-errors`,
  says: `The function ${name}-${fn} failed. Its work is retried; see its log.`,
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
export const alarmOf = (name: string, watch: Watch): Resource => {
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
