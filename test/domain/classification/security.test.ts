import { describe, expect, test } from 'vitest';
import type { Signal } from '../../../domain/signal/signal.ts';
import { alarmNamed, alarmOn, raised, reasonOf, verdictOf } from './sample-signals.ts';

const finding = (facts: Signal['facts']) =>
  raised({
    kind: 'finding',
    name: 'Unusual behaviour',
    facts: { findingType: 'Recon:EC2/Portscan', ...facts },
  });

describe('findings', () => {
  test.each([
    [10, 'SEV1', 'finding-critical'],
    [9, 'SEV1', 'finding-critical'],
    [8.9, 'SEV2', 'finding-high'],
    [7, 'SEV2', 'finding-high'],
    [6.9, 'SEV3', 'finding-medium-or-low'],
    [4, 'SEV3', 'finding-medium-or-low'],
    [3.9, 'SEV4', 'finding-medium-or-low'],
    [0.1, 'SEV4', 'finding-medium-or-low'],
  ])('a finding of severity %d is %s', (findingSeverity, severity, rule) => {
    expect(verdictOf(finding({ findingSeverity }))).toBe(`${severity} security ${rule}`);
  });

  test('a finding without a severity is SEV3', () => {
    expect(verdictOf(finding({}))).toBe('SEV3 security finding-ungraded');
    expect(reasonOf(finding({}))).toBe('Recon:EC2/Portscan, without a severity');
  });

  test.each([
    ['CRITICAL', 'SEV1'],
    ['HIGH', 'SEV2'],
    ['MEDIUM', 'SEV3'],
    ['LOW', 'SEV4'],
  ])('a finding labelled %s is %s', (severityLabel, severity) => {
    expect(verdictOf(finding({ severityLabel }))).toBe(`${severity} security finding-labelled`);
  });

  test('a failed control is posture, not a breach: SEV3 at most', () => {
    expect(verdictOf(finding({ severityLabel: 'CRITICAL', compliance: 'FAILED' }))).toBe(
      'SEV3 security finding-labelled',
    );
    expect(verdictOf(finding({ severityLabel: 'LOW', compliance: 'FAILED' }))).toBe(
      'SEV4 security finding-labelled',
    );
  });
});

describe('alarms', () => {
  test.each([
    'UnauthorizedAttemptCount',
    'ConsoleSignInFailures',
    'RootAccountUsage',
    'shop failed logins',
    'access-denied-spike',
  ])('an alarm named "%s" tells of unauthorised attempts: symptoms, not a breach', (name) =>
    expect(verdictOf(alarmNamed(name))).toBe('SEV3 security unauthorised-attempts'),
  );

  test('blocked requests are unusual traffic', () => {
    expect(
      verdictOf(
        alarmOn('AWS/WAFV2 BlockedRequests', { value: 9_000, threshold: 500, comparison: 'greater' }),
      ),
    ).toBe('SEV3 security unusual-traffic');
  });

  test('traffic outside its band is unusual, unless it ceased or fell below it', () => {
    const band = (value: number, threshold?: number) =>
      alarmOn('AWS/ApplicationELB RequestCount', {
        ...{ value, comparison: 'outside-band' as const },
        ...(threshold === undefined ? {} : { threshold }),
      });
    expect(verdictOf(band(90_000))).toBe('SEV3 security unusual-traffic');
    expect(verdictOf(band(2_000, 1_100))).toBe('SEV3 security unusual-traffic');
    expect(verdictOf(band(0))).toBe('SEV3 generic metric-without-limit');
    expect(verdictOf(band(40, 900))).toBe('SEV3 generic metric-without-limit');
  });

  test('an attack that Shield detects is SEV2', () => {
    expect(verdictOf(alarmOn('AWS/DDoSProtection DDoSDetected', { value: 1, threshold: 0 }))).toBe(
      'SEV2 security unusual-traffic',
    );
  });

  test.each(['possible data breach in shop', 'malware-detected', 'S3 exfiltration'])(
    'an alarm named "%s" indicates a breach: SEV2 until a person confirms it',
    (name) => expect(verdictOf(alarmNamed(name))).toBe('SEV2 security breach-indicator'),
  );

  test('a broken agreement is no breach', () => {
    expect(verdictOf(alarmNamed('shop SLA breach'))).toBe('SEV3 generic unknown-alarm');
  });

  test('an alarm of a security service is a security alert', () => {
    expect(verdictOf(alarmNamed('Security alert: new admin'))).toBe('SEV3 security security-alert');
    expect(verdictOf(alarmOn('AWS/Inspector Exposure'))).toBe('SEV3 security security-alert');
  });
});
