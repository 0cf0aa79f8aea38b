import { describe, expect, test } from 'vitest';
import { atUtc, sampleNames, sampleText, transitionOf } from './messages.ts';

/** What each sample of `events/samples/` is for: kind, state, and what it is about. */
const expected: Readonly<Record<string, readonly [string, string, string]>> = {
  'alarm-deleted': ['alarm', 'OK', 'checkout-web-cpu'],
  'all-targets-unhealthy': ['alarm', 'ALARM', 'checkout-no-healthy-targets'],
  'availability-low': ['alarm', 'ALARM', 'checkout-availability'],
  'certificate-expiring': ['certificate', 'ALARM', 'checkout.example.com'],
  'codedeploy-failed': ['deployment', 'ALARM', 'checkout/production'],
  composite: ['alarm', 'ALARM', 'checkout-users-affected'],
  'composite-suppressed': ['alarm', 'ALARM', 'checkout-users-affected'],
  contributor: ['contributor', 'ALARM', 'checkout-queue-age'],
  'database-connections': ['alarm', 'ALARM', 'checkout-orders-connections'],
  'database-cpu': ['alarm', 'ALARM', 'checkout-orders-cpu'],
  'disk-full': ['alarm', 'ALARM', 'checkout-web-disk'],
  'ecs-deployment-failed': ['container-service', 'ALARM', 'checkout: SERVICE_DEPLOYMENT_FAILED'],
  'ecs-tasks-not-placed': ['container-service', 'ALARM', 'checkout: SERVICE_TASK_PLACEMENT_FAILURE'],
  'environment-severe': ['notification', 'ALARM', 'checkout-production'],
  'error-rate': ['alarm', 'ALARM', 'checkout-error-rate'],
  'guardduty-critical': ['finding', 'ALARM', 'checkout-deployer'],
  'health-issue': ['health', 'ALARM', 'AWS_EC2_OPERATIONAL_ISSUE'],
  'high-cpu': ['alarm', 'ALARM', 'checkout-web-cpu'],
  'invocation-failed': ['notification', 'ALARM', 'checkout-charge'],
  'launch-failed': ['scaling', 'ALARM', 'checkout-web'],
  'memory-high': ['alarm', 'ALARM', 'checkout-web-memory'],
  muted: ['alarm', 'ALARM', 'checkout-web-cpu'],
  'pipeline-failed': ['deployment', 'ALARM', 'checkout-release'],
  'rds-failover': ['database-event', 'ALARM', 'checkout-orders'],
  'rds-failover-completed': ['database-event', 'OK', 'checkout-orders'],
  'replication-failed': ['database-event', 'ALARM', 'checkout-orders: Replication has stopped.'],
  'securityhub-high': ['finding', 'ALARM', 'checkout-receipts'],
  'slow-responses': ['alarm', 'ALARM', 'checkout-response-time'],
  'sns-composite-alarm': ['alarm', 'ALARM', 'checkout-users-affected'],
  'sns-math-alarm': ['alarm', 'ALARM', 'checkout-error-rate'],
  'sns-metric-alarm': ['alarm', 'ALARM', 'checkout-web-cpu'],
};

describe('the samples', () => {
  test('are all known here', () => {
    expect([...sampleNames].sort()).toEqual(Object.keys(expected).sort());
  });

  const within = { receivedAtMs: atUtc('04:00:00'), ownAlarmPrefix: 'tocsin-test-', accounts: [] };

  test.each(Object.entries(expected))('%s is what it is named after', (name, [kind, state, about]) => {
    const transition = transitionOf(sampleText(name), within);
    expect([transition.signal.kind, transition.state]).toEqual([kind, state]);
    expect(transition.signal.name).toContain(about);
    expect([transition.signal.account, transition.signal.region]).toEqual(['111122223333', 'eu-west-1']);
    expect(transition.atMs).toBeLessThan(within.receivedAtMs);
  });
});
