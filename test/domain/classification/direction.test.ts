import { describe, expect, test } from 'vitest';
import { alarmOn, metric, raised, reasonOf, verdictOf } from './sample-signals.ts';

const high = { comparison: 'greater' } as const;
const low = { comparison: 'less' } as const;
const group = {
  LoadBalancer: 'app/books/a1b2c3d4e5f60718',
  TargetGroup: 'targetgroup/books/18f7e6d5c4b3a291',
};

describe('the direction of the comparison', () => {
  test.each([
    ['AWS/ApplicationELB HealthyHostCount', { value: 41, threshold: 40, ...high }],
    ['AWS/ApplicationELB HealthyHostCount', { value: 41, threshold: 40 }],
    ['AWS/NetworkELB UnHealthyHostCount', { value: 0, threshold: 1, ...low }],
    [
      'AWS/ApplicationELB UnHealthyHostCount',
      { value: 0, threshold: 0, comparison: 'greater-or-equal' as const },
    ],
    ['AWS/EC2 StatusCheckFailed', { value: 0, threshold: 1, ...low }],
    ['AWS/Route53 HealthCheckStatus', { value: 1, threshold: 0, ...high }],
    ['AWS/AutoScaling GroupInServiceInstances', { value: 60, threshold: 50, ...high }],
    ['ECS/ContainerInsights RunningTaskCount', { value: 60, threshold: 50, ...high }],
    ['AWS/CertificateManager DaysToExpiry', { value: 300, threshold: 100, ...high }],
    ['AWS/Lambda Errors', { value: 0, threshold: 1, ...low }],
    ['CloudWatchSynthetics SuccessPercent', { value: 100, threshold: 99, ...high }],
    ['AWS/ApplicationELB TargetResponseTime', { value: 0.001, threshold: 0.01, ...low }],
    ['AWS/ApplicationELB RequestCountPerTarget', { value: 2, threshold: 10, ...low }],
  ])('%s on its harmless side is the default severity and claims nothing', (name, numbers) => {
    expect(verdictOf(alarmOn(name, numbers, group))).toBe('SEV3 generic metric-without-limit');
  });

  test.each([
    ['AWS/EC2 CPUUtilization', 2, low],
    ['AWS/RDS CPUUtilization', 1, low],
    ['AWS/ECS MemoryUtilization', 4, low],
    ['AWS/ECS CPUReservation', 10, low],
    ['CWAgent disk_used_percent', 3, low],
    ['CWAgent cpu_usage_idle', 98, high],
    ['AWS/RDS FreeableMemory', 60_000_000_000, high],
    ['AWS/ES FreeStorageSpace', 900_000, high],
  ])('%s is low utilisation: SEV4, and the reason says so', (name, value, comparison) => {
    const alarm = alarmOn(name, { value, threshold: 50, ...comparison });
    expect(verdictOf(alarm)).toBe('SEV4 generic utilisation-low');
    expect(reasonOf(alarm)).toMatch(/^low utilisation: \S+ is \d/);
  });

  test('fewer healthy hosts than wanted is a failing health check', () => {
    const few = alarmOn('AWS/ApplicationELB HealthyHostCount', { value: 1, threshold: 3, ...low }, group);
    expect(verdictOf(few)).toBe('SEV2 outage targets-unhealthy');
  });

  test('outside its band a value counts by the documented limit alone', () => {
    const band = (value: number) =>
      raised(
        { metrics: [metric('AWS/EC2 CPUUtilization')], expressions: ['ANOMALY_DETECTION_BAND(m1, 2)'] },
        { value, comparison: 'outside-band' },
      );
    expect(verdictOf(band(95))).toBe('SEV3 generic cpu-high');
    expect(verdictOf(band(20))).toBe('SEV3 generic metric-without-limit');
    const hosts = raised(
      {
        metrics: [metric('AWS/ApplicationELB HealthyHostCount', group)],
        expressions: ['ANOMALY_DETECTION_BAND(m1)'],
      },
      { value: 41, comparison: 'outside-band' },
    );
    expect(verdictOf(hosts)).toBe('SEV3 generic metric-without-limit');
  });
});
