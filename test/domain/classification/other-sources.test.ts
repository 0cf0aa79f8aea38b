import { describe, expect, test } from 'vitest';
import type { SignalKind } from '../../../domain/kernel/signal-kind.ts';
import type { Signal } from '../../../domain/signal/signal.ts';
import { alarmOn, raised, verdictOf } from './sample-signals.ts';

const event = (kind: SignalKind, facts: Signal['facts']) =>
  raised({ kind, name: 'something happened', facts });

describe('AWS Health', () => {
  test('an issue that names this account is a partial outage', () => {
    expect(
      verdictOf(
        event('health', {
          eventTypeCategory: 'issue',
          service: 'ELASTICLOADBALANCING',
          scope: 'ACCOUNT_SPECIFIC',
        }),
      ),
    ).toBe('SEV2 outage health-issue');
  });

  test('an issue that does not say whom it concerns may not touch the service', () => {
    expect(verdictOf(event('health', { eventTypeCategory: 'issue', service: 'EC2' }))).toBe(
      'SEV3 outage health-issue',
    );
  });

  test('a public event that names nothing of this account is ignored', () => {
    const facts = { eventTypeCategory: 'issue', service: 'EC2', scope: 'PUBLIC' };
    expect(verdictOf(event('health', facts))).toBe('ignored health-public');
    const named = raised({ kind: 'health', name: 'x', facts, resources: ['i-0f1e2d3c4b5a69788'] });
    expect(verdictOf(named)).toBe('SEV3 outage health-issue');
  });

  test('abuse reports are a breach indicator, whatever their code', () => {
    expect(verdictOf(event('health', { eventTypeCode: 'AWS_EC2_REPORT', abuse: true }))).toBe(
      'SEV2 security health-security',
    );
  });

  test('exposed credentials are a breach indicator', () => {
    expect(
      verdictOf(event('health', { eventTypeCode: 'AWS_RISK_CREDENTIALS_EXPOSED', service: 'RISK' })),
    ).toBe('SEV2 security health-security');
  });
});

describe('containers and deployments', () => {
  test('tasks that cannot start are a partial outage', () => {
    expect(verdictOf(event('container-service', { eventName: 'SERVICE_TASK_START_IMPAIRED' }))).toBe(
      'SEV2 outage container-service',
    );
  });

  test('tasks that cannot be placed are insufficient capacity', () => {
    expect(verdictOf(event('container-service', { eventName: 'SERVICE_TASK_PLACEMENT_FAILURE' }))).toBe(
      'SEV3 auto-scaling container-service',
    );
  });

  test('a failed ECS deployment is SEV3', () => {
    expect(verdictOf(event('container-service', { eventName: 'SERVICE_DEPLOYMENT_FAILED' }))).toBe(
      'SEV3 generic container-service',
    );
  });

  test('a failed pipeline or deployment is SEV3', () => {
    expect(verdictOf(event('deployment', { pipeline: 'shop', outcome: 'FAILED' }))).toBe(
      'SEV3 generic deployment-failed',
    );
  });
});

describe('certificates', () => {
  test.each([
    [30, 'SEV3'],
    [8, 'SEV3'],
    [7, 'SEV2'],
    [0, 'SEV2'],
  ])('a certificate with %d days left is %s', (daysToExpiry, severity) => {
    expect(verdictOf(event('certificate', { daysToExpiry, domain: 'shop.test' }))).toBe(
      `${severity} outage certificate-expiring`,
    );
  });

  test('the metric reads like the event', () => {
    expect(
      verdictOf(
        alarmOn('AWS/CertificateManager DaysToExpiry', { value: 6, threshold: 14, comparison: 'less' }),
      ),
    ).toBe('SEV2 outage certificate-expiring');
  });
});

describe('what another service reports', () => {
  test('a Lambda invocation that failed for good is SEV3', () => {
    expect(verdictOf(event('notification', { service: 'Lambda', resource: 'import' }))).toBe(
      'SEV3 generic service-report',
    );
  });

  test('an environment of Elastic Beanstalk that is Severe is a partial outage', () => {
    expect(verdictOf(event('notification', { service: 'Elastic Beanstalk', health: 'severe' }))).toBe(
      'SEV2 outage environment-severe',
    );
    expect(verdictOf(event('notification', { service: 'Elastic Beanstalk', health: 'degraded' }))).toBe(
      'SEV3 generic service-report',
    );
  });
});
