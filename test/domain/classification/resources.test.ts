import { describe, expect, test } from 'vitest';
import { defaults } from '../../../config/schema/defaults.ts';
import { alarmOn, reasonOf, verdictOf } from './sample-signals.ts';

describe('thresholds are strict', () => {
  test.each([
    ['AWS/EC2 CPUUtilization', 90, 'cpu-high'],
    ['CWAgent mem_used_percent', 90, 'memory-high'],
    ['CWAgent disk_used_percent', 85, 'disk-high'],
  ])('%s exceeds %d only above it', (name, limit, rule) => {
    const strict = { ...defaults, defaultSeverity: 'SEV4' } as const;
    const at = (value: number) =>
      verdictOf(alarmOn(name, { value, threshold: 50, comparison: 'greater' }), strict);
    expect(at(limit + 0.1)).toBe(`SEV3 generic ${rule}`);
    expect(at(limit)).toBe(`SEV4 generic ${rule}`);
  });

  test('free space of a Windows disk is turned into used space', () => {
    const free = (value: number) =>
      alarmOn('CWAgent LogicalDisk % Free Space', { value, threshold: 20, comparison: 'less' });
    const strict = { ...defaults, defaultSeverity: 'SEV4' } as const;
    expect(verdictOf(free(14.9), strict)).toBe('SEV3 generic disk-high');
    expect(verdictOf(free(15), strict)).toBe('SEV4 generic disk-high');
  });

  test('without a value, the threshold is judged, and the reason says so', () => {
    const strict = { ...defaults, defaultSeverity: 'SEV4' } as const;
    const at = (threshold: number, comparison: 'greater' | 'greater-or-equal') =>
      verdictOf(alarmOn('AWS/EC2 CPUUtilization', { threshold, comparison }), strict);
    expect(at(90, 'greater')).toBe('SEV3 generic cpu-high');
    expect(at(90, 'greater-or-equal')).toBe('SEV4 generic cpu-high');
    expect(reasonOf(alarmOn('AWS/EC2 CPUUtilization', { threshold: 95 }))).toBe(
      'CPU: no value, judged by its threshold 95 % against 90 %',
    );
  });

  test('with neither value nor threshold the metric alone is judged, and the reason says so', () => {
    expect(reasonOf(alarmOn('CWAgent mem_used_percent'))).toBe(
      'memory: neither value nor threshold, judged by its metric alone',
    );
  });

  test('an alarm on an idle processor is no high load', () => {
    expect(verdictOf(alarmOn('AWS/EC2 CPUUtilization', { value: 2, threshold: 5, comparison: 'less' }))).toBe(
      'SEV4 generic utilisation-low',
    );
  });
});
