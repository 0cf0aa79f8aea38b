import { DescribeAlarmsCommand, type MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { alarmArn } from '../../estate/arns.ts';
import { checkLength, pageSize } from '../../estate/limits.ts';
import { pageOf, when } from '../../estate/pages.ts';
import type { World } from '../../estate/world.ts';
import type { Alarm } from '../../situation/watching.ts';
import { AwsError } from '../../wire/aws-error.ts';
import { operation } from '../../wire/operation.ts';

const describeAlarm = (world: World, name: string, alarm: Alarm): MetricAlarm => ({
  AlarmName: name,
  AlarmArn: alarmArn(world, name),
  ...when('AlarmDescription', alarm.text),
  AlarmConfigurationUpdatedTimestamp: world.date(-30 * 86_400_000),
  ActionsEnabled: true,
  OKActions: [],
  AlarmActions: alarm.actions,
  InsufficientDataActions: [],
  StateValue: alarm.state,
  StateReason: alarm.reason,
  StateUpdatedTimestamp: world.date(alarm.since),
  StateTransitionedTimestamp: world.date(alarm.since),
  MetricName: alarm.metric,
  Namespace: alarm.namespace,
  Statistic: alarm.statistic,
  Dimensions: Object.entries(alarm.of).map(([Name, Value]) => ({ Name, Value })),
  Period: alarm.period / 1000,
  EvaluationPeriods: alarm.periods,
  DatapointsToAlarm: alarm.datapoints ?? alarm.periods,
  Threshold: alarm.threshold,
  ComparisonOperator: alarm.comparison,
  TreatMissingData: alarm.missing,
});

export const describeAlarms = operation(DescribeAlarmsCommand, (input, world) => {
  const {
    AlarmNames: names,
    AlarmNamePrefix: prefix,
    StateValue: state,
    AlarmTypes: types,
    NextToken: token,
  } = input;
  checkLength(names, { field: 'alarmNames', most: 100, code: 'ValidationError' });
  const size = pageSize(input.MaxRecords, {
    field: 'maxRecords',
    least: 1,
    most: 100,
    usual: 50,
    code: 'ValidationError',
  });
  const wanted = Object.entries(world.estate.alarms).filter(
    ([name, alarm]) =>
      (names === undefined || names.length === 0 || names.includes(name)) &&
      (prefix === undefined || name.startsWith(prefix)) &&
      (state === undefined || alarm.state === state) &&
      (types === undefined || types.length === 0 || types.includes('MetricAlarm')),
  );
  const page = pageOf(wanted, {
    token,
    size,
    about: [names, prefix, state, types],
    invalid: () => new AwsError('InvalidNextToken', 'The next token specified is invalid.', { status: 400 }),
  });
  return {
    MetricAlarms: page.items.map(([name, alarm]) => describeAlarm(world, name, alarm)),
    CompositeAlarms: [],
    ...when('NextToken', page.next),
  };
});
