import { describe, expect, test } from 'vitest';
import type { Transition } from '../../../domain/signal/signal.ts';
import { parseIntake } from '../../../events/intake/parse-intake.ts';
import { reasonOf, verdictOf } from './sample-signals.ts';

const account = '210987654321';
const region = 'eu-central-1';
const timestamp = '2026-11-20T03:04:10.123+0000';
const text = (comparison: string, value: number, threshold: number) =>
  `Threshold Crossed: 1 out of the last 1 datapoints [${value} (20/11/26 03:03:00)] was ${comparison} the threshold (${threshold}) (minimum 1 datapoint for OK -> ALARM transition).`;

interface Told {
  readonly name: string;
  readonly reason: string;
  readonly data?: object;
  readonly metrics: readonly object[];
}

const parsed = (body: object): Transition => {
  const { transitions } = parseIntake(JSON.stringify(body), {
    receivedAtMs: Date.UTC(2026, 10, 20, 3, 4, 15),
    ownAlarmPrefix: 'tocsin-test-',
    accounts: [],
  });
  const [transition] = transitions;
  if (transition === undefined) throw new Error('The alarm is no transition.');
  return transition;
};

const overEventBridge = ({ name, reason, data, metrics }: Told): Transition =>
  parsed({
    source: 'aws.cloudwatch',
    'detail-type': 'CloudWatch Alarm State Change',
    account,
    region,
    time: '2026-11-20T03:04:10Z',
    resources: [`arn:aws:cloudwatch:${region}:${account}:alarm:${name}`],
    detail: {
      alarmName: name,
      state: {
        value: 'ALARM',
        reason,
        timestamp,
        ...(data === undefined ? {} : { reasonData: JSON.stringify(data) }),
      },
      configuration: { metrics },
    },
  });

const stat = (namespace: string, name: string, more: object = {}, returnData = true) => ({
  id: 'm1',
  returnData,
  metricStat: { metric: { namespace, name, dimensions: {} }, period: 60, stat: 'Average', ...more },
});

describe('alarms as EventBridge sends them', () => {
  test('the unit of the metric, else of its data, is read', () => {
    const own = { name: 'search latency', reason: text('greater than', 7_400, 6_000) };
    const byMetric = overEventBridge({
      ...own,
      metrics: [stat('search/api', 'answers', { unit: 'Microseconds' })],
    });
    expect(reasonOf(byMetric)).toBe('response time: 0.0074 s does not exceed 5 s');
    const byData = overEventBridge({
      ...own,
      data: { recentDatapoints: [7_400], threshold: 6_000, unit: 'Microseconds' },
      metrics: [stat('search/api', 'answers')],
    });
    expect(reasonOf(byData)).toBe('response time: 0.0074 s does not exceed 5 s');
  });

  test('the value told is one that breached', () => {
    const alarm = overEventBridge({
      name: 'ledger-cpu',
      reason:
        'Threshold Crossed: 2 out of the last 4 datapoints [94.0 (20/11/26 03:01:00), 96.0 (20/11/26 03:00:00)] were greater than the threshold (90.0) (minimum 2 datapoints for OK -> ALARM transition).',
      data: { recentDatapoints: [96, 94, 50, 40], threshold: 90 },
      metrics: [stat('AWS/RDS', 'CPUUtilization')],
    });
    expect(verdictOf(alarm)).toBe('SEV2 database database-cpu-high');
    expect(reasonOf(alarm)).toBe('CPU of the database: 94 % exceeds 90 %');
  });

  test('missing data is called missing', () => {
    const alarm = overEventBridge({
      name: 'ledger-hosts',
      reason:
        'Threshold Crossed: 1 datapoint was received for 4 periods and 3 missing datapoints were treated as [Breaching].',
      data: { recentDatapoints: [6], threshold: 2 },
      metrics: [stat('AWS/NetworkELB', 'HealthyHostCount', { stat: 'Minimum' })],
    });
    expect(verdictOf(alarm)).toBe('SEV1 outage no-healthy-target');
    expect(reasonOf(alarm)).not.toContain('6');
  });

  test('a calculation is not taken for its inputs', () => {
    const alarm = overEventBridge({
      name: 'fleet-load',
      reason: text('greater than', 180, 150),
      data: { recentDatapoints: [180], threshold: 150 },
      metrics: [
        { id: 'e1', expression: 'SUM(METRICS())', returnData: true },
        stat('AWS/EC2', 'CPUUtilization', {}, false),
        stat('AWS/EC2', 'CPUUtilization', {}, false),
      ],
    });
    expect(verdictOf(alarm)).toBe('SEV3 generic unknown-alarm');
  });

  test.each([
    ['SELECT AVG(CPUUtilization) FROM SCHEMA("AWS/EC2", InstanceId)', 'SEV3 generic cpu-high'],
    ['SELECT MAX("CPUUtilization") FROM "AWS/EC2" GROUP BY InstanceId', 'SEV3 generic cpu-high'],
    ['SELECT SUM(CPUUtilization) FROM SCHEMA("AWS/EC2", InstanceId)', 'SEV3 generic metric-without-limit'],
    ['SELECT COUNT(CPUUtilization) FROM SCHEMA("AWS/EC2", InstanceId)', 'SEV3 generic metric-without-limit'],
  ])('the query %s is %s', (expression, verdict) => {
    const metrics = [{ id: 'q1', expression, returnData: true, period: 60 }];
    expect(verdictOf(overEventBridge({ name: 'hosts', reason: text('greater than', 96, 90), metrics }))).toBe(
      verdict,
    );
  });

  test('a query that never closes its parenthesis is read at once', () => {
    const expression = `SELECT AVG(${' '.repeat(50_000)}x`;
    const metrics = [{ id: 'q1', expression, returnData: true }];
    expect(verdictOf(overEventBridge({ name: 'hosts', reason: text('greater than', 96, 90), metrics }))).toBe(
      'SEV3 generic unknown-alarm',
    );
  });
});

describe('alarms as SNS sends them', () => {
  const overSns = (trigger: object, more: object = {}): Transition =>
    parsed({
      AlarmName: 'web-steps',
      AlarmArn: `arn:aws:cloudwatch:${region}:${account}:alarm:web-steps`,
      AWSAccountId: account,
      NewStateValue: 'ALARM',
      NewStateReason: text('greater than', 75, 60),
      StateChangeTime: timestamp,
      Trigger: {
        Dimensions: [],
        Period: 60,
        ComparisonOperator: 'GreaterThanThreshold',
        Threshold: 60,
        ...trigger,
      },
      ...more,
    });

  test("the trigger's unit is read", () => {
    const latency = { Namespace: 'search/api', MetricName: 'latency', Statistic: 'AVERAGE' };
    expect(reasonOf(overSns({ ...latency, Unit: 'Milliseconds' }))).toBe(
      'response time: 0.075 s does not exceed 5 s',
    );
    expect(reasonOf(overSns({ ...latency, Unit: null }))).toBe('response time: 75, its unit is not known');
    const inList = { Id: 'm1', MetricStat: { Metric: latency, Period: 60, Stat: 'p99', Unit: 'Seconds' } };
    expect(reasonOf(overSns({ Metrics: [inList] }))).toBe('response time: 75 s exceeds 5 s');
  });

  test.each(['constructor', 'toString', '__proto__'])('%s is a statistic by name only', (Statistic) => {
    const cpu = { Namespace: 'AWS/EC2', MetricName: 'CPUUtilization', Statistic };
    expect(overSns(cpu).signal.metrics[0]?.stat).toBe(Statistic);
    expect(reasonOf(overSns(cpu))).toBe(`CPUUtilization (${Statistic}) is 75`);
  });

  test('an alarm that sets off a scaling policy and tells nobody steers', () => {
    const cpu = { Namespace: 'AWS/ECS', MetricName: 'CPUUtilization', Statistic: 'AVERAGE' };
    const topic = `arn:aws:sns:${region}:${account}:alarms`;
    const policy = `arn:aws:autoscaling:${region}:${account}:scalingPolicy:0a1b:resource/ecs/service/main/web:policyName/steps`;
    expect(verdictOf(overSns(cpu, { AlarmActions: [policy] }))).toBe('ignored scaling-action');
    expect(verdictOf(overSns(cpu, { AlarmActions: [topic, policy] }))).toBe('SEV3 generic cpu-high');
    expect(verdictOf(overSns(cpu, { AlarmActions: [topic] }))).toBe('SEV3 generic cpu-high');
  });
});
