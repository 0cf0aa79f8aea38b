import { describe, expect, test } from 'vitest';
import type { Signal } from '../../../domain/signal/signal.ts';
import { alarmNamed, metric, raised, reasonOf, verdictOf } from './sample-signals.ts';

const cpu = metric('AWS/ECS CPUUtilization', { ClusterName: 'main', ServiceName: 'web' });
const backlog = metric('AWS/SQS ApproximateNumberOfMessagesVisible', { QueueName: 'jobs' });
const busy = { value: 96, threshold: 70, comparison: 'greater' } as const;
const quiet = { value: 3, threshold: 30, comparison: 'less' } as const;

describe('alarms that a scaler made', () => {
  test.each([
    ['TargetTracking-service/main/web-AlarmHigh-0d1e2f30-1111-4222-8333-444455556666', 'target tracking'],
    ['TargetTracking-table/books/index/by-author-ProvisionedCapacityHigh-77aa', 'target tracking'],
    ['TargetTracking-cluster:books-AlarmLow-8f2e', 'target tracking'],
    ['TargetTracking-function:thumbs:live-AlarmHigh-9b1c', 'target tracking'],
    ['awseb-e-zz11yy22xx-stack-AWSEBCloudwatchAlarmHigh-9QWERTY12345', 'Elastic Beanstalk'],
    ['awseb-e-zz11yy22xx-stack-AWSEBCloudwatchAlarmLow-9qWeRtY12345', 'Elastic Beanstalk'],
  ])('%s is ignored, and the reason says so', (name, scaler) => {
    for (const numbers of [busy, quiet, {}]) {
      const alarm = raised({ name, metrics: [cpu] }, numbers);
      expect(verdictOf(alarm)).toBe('ignored scaler-alarm');
      expect(reasonOf(alarm)).toBe(`${scaler} made this alarm to steer itself`);
    }
  });

  test.each([
    [
      'a target tracking policy',
      'DO NOT EDIT OR DELETE. For TargetTrackingScaling policy arn:aws:autoscaling:eu-central-1:210987654321:scalingPolicy:1.',
    ],
    ['a step scaling policy of CDK', 'Lower threshold scaling alarm'],
    ['a step scaling policy of CDK', 'Upper threshold scaling alarm'],
  ])('the description that %s gives its alarm is enough', (_, description) => {
    expect(verdictOf(raised({ name: 'renamed', description, metrics: [backlog] }, quiet))).toBe(
      'ignored scaler-alarm',
    );
  });

  test('a metric that only a scaler reads is enough', () => {
    const reservation = metric('AWS/ECS/ManagedScaling CapacityProviderReservation');
    expect(verdictOf(raised({ name: 'cp', metrics: [reservation] }, busy))).toBe('ignored scaler-alarm');
  });

  test.each([
    'not TargetTracking-shop',
    'TargetTracking-is-broken',
    'TargetTracking-AlarmHigh',
    'my-awseb-AWSEBCloudwatchAlarmLow-copy',
  ])('an alarm of a team that only mentions one (%s) counts', (name) =>
    expect(verdictOf(raised({ name, metrics: [cpu] }, busy))).toBe('SEV3 generic cpu-high'),
  );
});

describe('alarms whose action is a scaling policy', () => {
  const steering = (signal: Partial<Signal>, numbers: Parameters<typeof raised>[1]) =>
    raised(
      { name: 'web-steps', facts: { scalingPolicy: 'arn:aws:autoscaling:…:scalingPolicy:1' }, ...signal },
      numbers,
    );

  test('are ignored while no documented limit is passed', () => {
    expect(verdictOf(steering({ metrics: [cpu] }, quiet))).toBe('ignored scaling-action');
    expect(verdictOf(steering({ metrics: [cpu] }, { ...busy, value: 75 }))).toBe('ignored scaling-action');
    expect(verdictOf(steering({ metrics: [backlog] }, busy))).toBe('ignored scaling-action');
  });

  test('count where a documented limit is passed or users are hit', () => {
    expect(verdictOf(steering({ metrics: [cpu] }, busy))).toBe('SEV3 generic cpu-high');
    const errors = metric('AWS/ApplicationELB HTTPCode_Target_5XX_Count');
    expect(verdictOf(steering({ metrics: [errors] }, busy))).toBe('SEV2 outage errors-spiking');
  });
});

describe('names that hint at scaling', () => {
  test.each([
    'shop-scale-app-down',
    'shop scale in site down',
    'jobs-autoscaling-outage',
    'jobs-ScaleOut-unreachable',
  ])('"%s" is no outage: the default severity at most', (name) =>
    expect(verdictOf(raised({ name, metrics: [backlog] }, quiet))).toBe('SEV3 auto-scaling scaling-hinted'),
  );

  test('a calculation named so is none either', () => {
    const perTask = raised(
      { name: 'shop-scale-app-down', metrics: [backlog, cpu], expressions: ['m1 / m2'] },
      quiet,
    );
    expect(verdictOf(perTask)).toBe('SEV3 auto-scaling scaling-hinted');
  });

  test('what the metric itself says goes before the hint', () => {
    expect(verdictOf(raised({ name: 'shop-scale-app-down', metrics: [cpu] }, quiet))).toBe(
      'SEV4 generic utilisation-low',
    );
    const healthy = metric('AWS/ApplicationELB HealthyHostCount');
    expect(
      verdictOf(
        raised({ name: 'shop-scale', metrics: [healthy] }, { value: 0, threshold: 1, comparison: 'less' }),
      ),
    ).toBe('SEV1 outage no-healthy-target');
  });

  test('a composite alarm sets off no scaling policy', () => {
    expect(verdictOf(alarmNamed('scale-models complete outage'))).toBe('SEV1 outage complete-failure-named');
  });
});
