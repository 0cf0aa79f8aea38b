import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaults } from '../../../config/schema/defaults.ts';
import { severityNamed } from '../../../domain/classification/named-severity.ts';
import { isWorse, severities } from '../../../domain/kernel/severity.ts';
import { metric, raised, reasonOf, verdictOf } from './sample-signals.ts';

const sick = metric('AWS/ApplicationELB UnHealthyHostCount');
const numbers = { value: 1, threshold: 1, comparison: 'greater-or-equal' } as const;
const named = (name: string) => raised({ name, metrics: [sick] }, numbers);

describe('the severity in a name', () => {
  test.each([
    ['UnHealthyHostCount-SEV1', 'SEV1'],
    ['[P1] checkout', 'SEV1'],
    ['checkout_p1_latency', 'SEV1'],
    ['sev-2 orders', 'SEV2'],
    ['Orders (Sev 2)', 'SEV2'],
    ['orders/severity:3', 'SEV3'],
    ['prod-critical-orders', 'SEV1'],
    ['CRITICAL: orders', 'SEV1'],
    ['OrdersSEV4', 'SEV4'],
    ['P3 then SEV2', 'SEV2'],
    ['P1.', 'SEV1'],
    ['OrdersSev2', 'SEV2'],
    ['serverless-critical', 'SEV1'],
    ['response-time-critical', 'SEV1'],
    ['支払い-ＳＥＶ１', 'SEV1'],
    ['Ｐ２：支払い', 'SEV2'],
    ['CheckoutSEV1Alarm', 'SEV1'],
    ['Sev3OrdersLate', 'SEV3'],
  ])('"%s" states %s', (name, severity) => expect(severityNamed(name)?.severity).toBe(severity));

  test.each([
    'checkout-p99-latency',
    'p10 of orders',
    'SEV5',
    'SEV12',
    'P0',
    'noncritical-orders',
    'non-critical orders',
    'not critical',
    'mission-critical orders',
    'business_critical-queue-depth',
    'Sev1ral',
    'Critical path length',
    'criticality report',
    'http2',
    'p2.xlarge instances',
    'mp3 export',
    'several1',
    '',
  ])('"%s" states none', (name) => expect(severityNamed(name)).toBeUndefined());
});

describe('classifying', () => {
  test.each(['UnHealthyHostCount-SEV1', 'unhealthy P1', 'unhealthy-critical'])(
    'the severity in "%s" raises, as a word of its own',
    (name) => {
      expect(verdictOf(named(name))).toBe('SEV1 outage named-severity');
      expect(reasonOf(named(name))).toMatch(
        /^its name says ".+"; health checks of targets fail: UnHealthyHostCount \(1\)$/,
      );
    },
  );

  test('a name never lowers', () => {
    fc.assert(
      fc.property(fc.constantFrom(...severities, 'P1', 'P2', 'P3', 'P4', 'critical'), (word) => {
        const told = verdictOf(named(`shop ${word}`)).slice(0, 4);
        expect(severities.some((severity) => severity === told && !isWorse('SEV2', severity))).toBe(true);
      }),
    );
    expect(verdictOf(named('shop SEV4'))).toBe('SEV2 outage targets-unhealthy');
    expect(verdictOf(named('shop P2'))).toBe('SEV2 outage targets-unhealthy');
  });

  test('team rules and tags go before a name', () => {
    const tagged = raised(
      { name: 'shop SEV1', metrics: [sick], tags: { 'tocsin:severity': 'SEV3' } },
      numbers,
    );
    expect(verdictOf(tagged)).toBe('SEV3 outage alarm-tags');
    const rules = [{ name: 'calm', match: { alarm: 'shop*' }, severity: 'SEV4' }] as const;
    expect(verdictOf(named('shop SEV1'), { ...defaults, rules })).toBe('SEV4 outage team:calm');
  });

  test('a tag that leaves the severity open leaves it to the name', () => {
    const tagged = raised(
      { name: 'shop SEV1', metrics: [sick], tags: { 'tocsin:scenario': 'generic' } },
      numbers,
    );
    expect(verdictOf(tagged)).toBe('SEV1 generic named-severity');
  });

  test('what is ignored stays ignored, and the title of a finding is no name that a team gave', () => {
    expect(verdictOf(raised({ name: 'TargetTracking-table/orders-P1-AlarmLow-1', metrics: [sick] }))).toBe(
      'ignored scaler-alarm',
    );
    const finding = raised({ kind: 'finding', name: 'critical exposure', facts: { findingSeverity: 5 } });
    expect(verdictOf(finding)).toBe('SEV3 security finding-medium-or-low');
  });
});
