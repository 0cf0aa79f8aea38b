import { describe, expect, test } from 'vitest';
import type { Metric, Transition } from '../../../domain/signal/signal.ts';
import { metric, raised, reasonOf, verdictOf } from './sample-signals.ts';

const high = { comparison: 'greater' } as const;
const group = {
  LoadBalancer: 'app/books/a1b2c3d4e5f60718',
  TargetGroup: 'targetgroup/books/18f7e6d5c4b3a291',
};

const math = (expressions: readonly string[], metrics: readonly Metric[], numbers: object = {}): Transition =>
  raised({ name: 'watch-42', expressions, metrics }, numbers);

describe('calculations are not taken for their inputs', () => {
  const cpus = ['a', 'b', 'c'].map((id) =>
    metric('AWS/EC2 CPUUtilization', { InstanceId: `i-${id}` }, 'Average'),
  );

  test.each([
    'SUM(METRICS())',
    'm1 + m2 + m3',
    'm1 * 1.5',
    'RATE(m1)',
    'm1 - m2',
    'IF(m1 > 90, 1, 0)',
    'STDDEV(METRICS())',
  ])('%s over CPU is no percentage', (expression) => {
    const alarm = math([expression], cpus, { value: 150, threshold: 120, ...high });
    expect(verdictOf(alarm)).toBe('SEV3 generic unknown-alarm');
    expect(reasonOf(alarm)).not.toContain('%');
  });

  test.each(['m1 * 1.5', 'DIFF(m1)', 'FILL(m1, 0) * 100', 'SELECT AVG(x) FROM "a"|m1 / 2'])(
    'one metric in a calculation (%s) is no more itself',
    (expression) => {
      const alarm = math(expression.split('|'), cpus.slice(0, 1), { value: 150, threshold: 120, ...high });
      expect(verdictOf(alarm)).toBe('SEV3 generic unknown-alarm');
    },
  );

  test.each([
    'FILL(m1, 0)',
    'FILL(m1, REPEAT)',
    'SELECT AVG(CPUUtilization) FROM SCHEMA("AWS/EC2", InstanceId)',
    'ANOMALY_DETECTION_BAND(m1, 2)',
  ])('%s leaves a metric what it is', (expression) => {
    const alarm = math([expression], cpus.slice(0, 1), { value: 95, threshold: 90, ...high });
    expect(verdictOf(alarm)).toBe('SEV3 generic cpu-high');
  });

  test('a sum of counts of one kind is a count of that kind', () => {
    const errors = ['HTTPCode_Target_5XX_Count', 'HTTPCode_ELB_5XX_Count'].map((name) =>
      metric(`AWS/ApplicationELB ${name}`, group, 'Sum'),
    );
    for (const expression of [
      'm1 + m2',
      'SUM(METRICS())',
      'SUM([FILL(m1, 0), FILL(m2, 0)])',
      'FILL(m1,0)+FILL(m2,0)',
    ])
      expect(verdictOf(math([expression], errors, { value: 70, threshold: 10, ...high }))).toBe(
        'SEV2 outage errors-spiking',
      );
    expect(verdictOf(math(['m1 - m2'], errors, { value: 70, threshold: 10, ...high }))).toBe(
      'SEV3 generic unknown-alarm',
    );
    const mixed = [...errors, metric('AWS/ApplicationELB HealthyHostCount', group)];
    expect(verdictOf(math(['m1 + m2 + m3'], mixed, { value: 70, threshold: 10, ...high }))).toBe(
      'SEV3 generic unknown-alarm',
    );
  });

  test('a share is read by its arithmetic', () => {
    const parts = [
      metric('AWS/ApplicationELB HTTPCode_Target_5XX_Count'),
      metric('AWS/ApplicationELB RequestCount'),
    ];
    expect(reasonOf(math(['100.0*m1/m2'], parts, { value: 0.8, threshold: 0.5, ...high }))).toBe(
      'error rate: 0.8 % does not exceed 5 %',
    );
    expect(reasonOf(math(['m1/m2'], parts, { value: 0.08, threshold: 0.05, ...high }))).toBe(
      'error rate: 8 % exceeds 5 %',
    );
  });
});
