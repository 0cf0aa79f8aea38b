import { describe, expect, test } from 'vitest';
import { alarmNamed, alarmOn, metric, raised, reasonOf, verdictOf } from './sample-signals.ts';

describe('complete failure', () => {
  test.each([
    'orders complete outage',
    'Shop-AllTargetsUnhealthy',
    'all users unable to log in',
    'no-healthy-hosts-shop',
  ])('an alarm named "%s" is a complete outage', (name) =>
    expect(verdictOf(alarmNamed(name))).toBe('SEV1 outage complete-failure-named'),
  );

  test('a complete outage in the description alone is not taken at its word', () => {
    const described = raised({ name: 'queue-age', description: 'May end in a complete outage.' });
    expect(verdictOf(described)).toBe('SEV3 generic unknown-alarm');
  });
});

describe('health checks', () => {
  const group = {
    LoadBalancer: 'app/shop/12ab34cd56ef7890',
    TargetGroup: 'targetgroup/shop/0987fedc65ba4321',
  };

  test('no healthy target at all is a complete outage', () => {
    const alarm = alarmOn(
      'AWS/ApplicationELB HealthyHostCount',
      { value: 0, threshold: 1, comparison: 'less' },
      group,
    );
    expect(verdictOf(alarm)).toBe('SEV1 outage no-healthy-target');
    expect(reasonOf(alarm)).toBe('healthy targets: 0 is below 1');
  });

  test('without a value, the threshold tells that no target is healthy', () => {
    const alarm = alarmOn('AWS/ApplicationELB HealthyHostCount', { threshold: 1, comparison: 'less' }, group);
    expect(verdictOf(alarm)).toBe('SEV1 outage no-healthy-target');
    expect(reasonOf(alarm)).toContain('judged by its threshold');
  });

  test('no healthy target in one zone leaves the others: SEV2', () => {
    const zone = { ...group, AvailabilityZone: 'eu-central-1a' };
    expect(verdictOf(alarmOn('AWS/ApplicationELB HealthyHostCount', { value: 0 }, zone))).toBe(
      'SEV2 outage no-healthy-target',
    );
  });

  test('health checks of some targets failing is a partial outage', () => {
    const few = alarmOn(
      'AWS/ApplicationELB HealthyHostCount',
      { value: 1, threshold: 2, comparison: 'less' },
      group,
    );
    expect(verdictOf(few)).toBe('SEV2 outage targets-unhealthy');
    const sick = alarmOn(
      'AWS/NetworkELB UnHealthyHostCount',
      { value: 2, threshold: 0, comparison: 'greater' },
      group,
    );
    expect(verdictOf(sick)).toBe('SEV2 outage targets-unhealthy');
  });

  test('an endpoint that health checks cannot reach is down for all users', () => {
    const down = alarmOn('AWS/Route53 HealthCheckStatus', { value: 0, threshold: 1, comparison: 'less' });
    expect(verdictOf(down)).toBe('SEV1 outage endpoint-unreachable');
    const some = alarmOn('AWS/Route53 ChildHealthCheckHealthyCount', {
      value: 2,
      threshold: 3,
      comparison: 'less',
    });
    expect(verdictOf(some)).toBe('SEV2 outage endpoint-unreachable');
  });

  test('one instance failing its status checks has limited impact', () => {
    const alarm = alarmOn(
      'AWS/EC2 StatusCheckFailed_System',
      { value: 1, threshold: 0 },
      { InstanceId: 'i-0aa11bb22cc33dd44' },
    );
    expect(verdictOf(alarm)).toBe('SEV3 outage instance-check-failed');
  });

  test.each(['shop API down', 'checkout unreachable', 'ServiceUnavailable-shop'])(
    'users may not reach a service whose alarm is named "%s"',
    (name) => expect(verdictOf(alarmNamed(name))).toBe('SEV2 outage unreachable-named'),
  );
});

describe('availability', () => {
  const math = (expression: string) => ({
    name: 'watch-42',
    expressions: [expression],
    metrics: [
      metric('AWS/ApplicationELB HTTPCode_Target_5XX_Count'),
      metric('AWS/ApplicationELB RequestCount'),
    ],
  });

  test('availability below 50 % is a complete outage', () => {
    expect(
      verdictOf(alarmNamed('shop-availability', { value: 49.9, threshold: 99.9, comparison: 'less' })),
    ).toBe('SEV1 outage availability-below-half');
  });

  test.each([
    [50, 'SEV2'],
    [99.89, 'SEV2'],
    [99.9, 'SEV3'],
    [99.95, 'SEV3'],
  ])('availability of %d %% is %s: 99.9 itself is not below 99.9', (value, severity) => {
    const alarm = alarmNamed('shop-availability', { value, threshold: 99.99, comparison: 'less' });
    expect(verdictOf(alarm)).toBe(`${severity} outage availability-below-threshold`);
  });

  test('availability as a fraction reads like availability in percent', () => {
    const fraction = (value: number) =>
      alarmNamed('shop-availability', { value, threshold: 0.999, comparison: 'less' });
    expect(verdictOf(fraction(0.31))).toBe('SEV1 outage availability-below-half');
    expect(verdictOf(fraction(0.995))).toBe('SEV2 outage availability-below-threshold');
    expect(reasonOf(fraction(0.995))).toBe('availability: 99.5 % is below 99.9 %');
  });

  test('a calculation times 100 is in percent, however small its numbers', () => {
    const alarm = raised(math('100 * (1 - errors / requests)'), {
      value: 0.8,
      threshold: 1,
      comparison: 'less',
    });
    expect(verdictOf(alarm)).toBe('SEV1 outage availability-below-half');
    expect(reasonOf(alarm)).toBe('availability: 0.8 % is below 50 %');
  });

  test('what is left of the whole after failed requests is availability', () => {
    expect(verdictOf(raised(math('1 - (e / r)'), { value: 0.97 }))).toBe(
      'SEV2 outage availability-below-threshold',
    );
  });

  test('a canary tells availability in percent', () => {
    const canary = (value: number) =>
      alarmOn('CloudWatchSynthetics SuccessPercent', { value, threshold: 90, comparison: 'less' });
    expect(verdictOf(canary(75))).toBe('SEV2 outage availability-below-threshold');
    expect(verdictOf(canary(1))).toBe('SEV1 outage availability-below-half');
  });

  test('availability without any number is SEV2 and says so', () => {
    expect(verdictOf(alarmNamed('shop-availability'))).toBe('SEV2 outage availability-below-threshold');
    expect(reasonOf(alarmNamed('shop-availability'))).toContain('judged by its metric alone');
  });
});
