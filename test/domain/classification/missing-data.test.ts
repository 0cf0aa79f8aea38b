import { describe, expect, test } from 'vitest';
import { alarmOn, reasonOf, verdictOf } from './sample-signals.ts';

const high = { comparison: 'greater' } as const;
const low = { comparison: 'less' } as const;
const group = {
  LoadBalancer: 'app/books/a1b2c3d4e5f60718',
  TargetGroup: 'targetgroup/books/18f7e6d5c4b3a291',
};

describe('missing data', () => {
  const gone = { threshold: 1, missingData: true } as const;

  test('no target is known to be healthy any more: a complete outage, and the reason says that data is missing', () => {
    const alarm = alarmOn('AWS/ApplicationELB HealthyHostCount', gone, group);
    expect(verdictOf(alarm)).toBe('SEV1 outage no-healthy-target');
    expect(reasonOf(alarm)).toBe('healthy targets: data is missing, none is known to be healthy any more');
    const zone = { ...group, AvailabilityZone: 'eu-west-1b' };
    expect(verdictOf(alarmOn('AWS/NetworkELB HealthyHostCount', { ...gone, ...low }, zone))).toBe(
      'SEV2 outage no-healthy-target',
    );
  });

  test('a cost alarm without data is no outage', () => {
    const alarm = alarmOn('AWS/ApplicationELB HealthyHostCount', { ...gone, ...high }, group);
    expect(verdictOf(alarm)).toBe('SEV3 generic unknown-alarm');
  });

  test.each([
    'AWS/EC2 CPUUtilization',
    'AWS/RDS FreeStorageSpace',
    'AWS/RDS DatabaseConnections',
    'AWS/RDS ReplicaLag',
    'AWS/ApplicationELB TargetResponseTime',
    'AWS/ApplicationELB UnHealthyHostCount',
    'AWS/Lambda Errors',
    'AWS/EC2 StatusCheckFailed',
    'AWS/AutoScaling GroupInServiceInstances',
    'AWS/WAFV2 BlockedRequests',
    'CloudWatchSynthetics SuccessPercent',
    'Shop/App Heartbeat',
  ])('%s without data is the default severity, and the reason says that data is missing', (name) => {
    for (const comparison of [high, low, {}]) {
      const alarm = alarmOn(name, { ...gone, ...comparison });
      expect(verdictOf(alarm)).toMatch(/^SEV3 /);
      expect(reasonOf(alarm)).toContain('data is missing');
    }
  });

  test('low utilisation is not told of data that is missing', () => {
    expect(verdictOf(alarmOn('AWS/EC2 CPUUtilization', { ...gone, ...low }))).not.toContain(
      'utilisation-low',
    );
  });

  test('a value that breached beside missing ones decides', () => {
    const alarm = alarmOn('AWS/EC2 CPUUtilization', { value: 97, threshold: 90, missingData: true, ...high });
    expect(reasonOf(alarm)).toBe('CPU: 97 % exceeds 90 %; a part of the data is missing');
  });
});
