import { describe, expect, test } from 'vitest';
import { alarmNamed, alarmOn, metric, raised, reasonOf, verdictOf } from './sample-signals.ts';

const group = { AutoScalingGroupName: 'shop-web' };
const activity = (statusMessage: string, kind = 'launch') =>
  raised({
    kind: 'scaling',
    name: `shop-web: instance ${kind} unsuccessful`,
    facts: { group: 'shop-web', activity: kind, statusMessage },
  });

describe('launches', () => {
  test('an instance that fails to launch is SEV3', () => {
    expect(verdictOf(activity('The image id does not exist. Launching EC2 instance failed.'))).toBe(
      'SEV3 auto-scaling launch-failed',
    );
  });

  test.each([
    'You have requested more vCPU capacity than your current vCPU limit of 32 allows',
    'You have requested more instances (21) than your current instance limit of 20 allows',
    'We currently do not have sufficient m7g.large capacity in the Availability Zone you requested',
    'Could not launch: InsufficientInstanceCapacity',
    'VcpuLimitExceeded: see the service quota',
    'MaxSpotInstanceCountExceeded',
    'Max spot instance count exceeded',
    'There are not enough free addresses in subnet to satisfy the requested number of instances',
  ])('a limit blocks launching: "%s"', (message) => {
    expect(verdictOf(activity(message))).toBe('SEV2 auto-scaling launch-blocked-by-limit');
    expect(reasonOf(activity(message))).toContain('a limit blocks launching');
  });

  test('an instance that fails to terminate takes no load away', () => {
    expect(verdictOf(activity('Timed out', 'terminate'))).toBe('SEV4 auto-scaling terminate-failed');
  });
});

describe('capacity', () => {
  test('a group with nothing in service is SEV2', () => {
    const alarm = alarmOn(
      'AWS/AutoScaling GroupInServiceInstances',
      { value: 0, threshold: 2, comparison: 'less' },
      group,
    );
    expect(verdictOf(alarm)).toBe('SEV2 auto-scaling nothing-in-service');
  });

  test('fewer instances in service than wanted is insufficient capacity', () => {
    const alarm = alarmOn(
      'AWS/AutoScaling GroupInServiceInstances',
      { value: 1, threshold: 2, comparison: 'less' },
      group,
    );
    expect(verdictOf(alarm)).toBe('SEV3 auto-scaling insufficient-capacity');
    const gap = raised(
      {
        metrics: [
          metric('AWS/AutoScaling GroupDesiredCapacity', group),
          metric('AWS/AutoScaling GroupInServiceInstances', group),
        ],
        expressions: ['d - s'],
      },
      { value: 0 },
    );
    expect(verdictOf(gap)).toBe('SEV3 auto-scaling insufficient-capacity');
  });

  test.each(['shop scaling policy failing', 'ScalingFailures', 'scale out failed: shop'])(
    'an alarm named "%s" says that scaling does not work',
    (name) => expect(verdictOf(alarmNamed(name))).toBe('SEV3 auto-scaling scaling-policy-failing'),
  );

  test('high load on the instances of a group is the auto scaling scenario', () => {
    expect(
      verdictOf(
        alarmOn('AWS/EC2 CPUUtilization', { value: 97, threshold: 80, comparison: 'greater' }, group),
      ),
    ).toBe('SEV3 auto-scaling group-load-high');
    expect(
      verdictOf(alarmOn('AWS/ApplicationELB RequestCountPerTarget', { value: 5_000, threshold: 900 })),
    ).toBe('SEV3 auto-scaling group-load-high');
  });
});
