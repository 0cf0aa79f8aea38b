import { describe, expect, test } from 'vitest';
import { atUtc, ignoredReason, sampleEvent, transitionOf, undecidedOf } from '../messages.ts';

const activity = (changes: object, detailType = 'EC2 Instance Launch Unsuccessful'): string => {
  const sample = sampleEvent('launch-failed');
  return JSON.stringify({ ...sample, 'detail-type': detailType, detail: { ...sample.detail, ...changes } });
};

describe('an unsuccessful launch', () => {
  test('stands for its group, with message and cause as facts', () => {
    const { signal, ...transition } = transitionOf(activity({}));
    expect(transition).toMatchObject({ state: 'ALARM', atMs: atUtc('03:04:10') });
    expect(signal).toMatchObject({
      id: 'autoscaling:111122223333:eu-west-1:checkout-web:launch',
      kind: 'scaling',
      facts: {
        group: 'checkout-web',
        statusMessage: expect.stringContaining('sufficient m7g.large capacity'),
        cause: expect.stringContaining('increasing the capacity from 3 to 4'),
        availabilityZone: 'eu-west-1b',
      },
    });
  });

  test('names no instance where none was launched', () => {
    expect(transitionOf(activity({})).signal.resources).toEqual([
      expect.stringContaining('autoScalingGroupName/checkout-web'),
    ]);
  });

  test('that follows another of its group is the same signal', () => {
    const again = transitionOf(activity({ ActivityId: 'another' }));
    expect(again.signal.id).toBe(transitionOf(activity({})).signal.id);
  });

  test('whose end lies before its start keeps its onset at or before its time', () => {
    const odd = transitionOf(
      activity({ StartTime: '2026-11-20T03:05:00Z', EndTime: '2026-11-20T03:00:00Z' }),
    );
    expect(odd.onsetAtMs).toBe(odd.atMs);
  });

  test('is another signal than an unsuccessful termination', () => {
    const { signal } = transitionOf(activity({}, 'EC2 Instance Terminate Unsuccessful'));
    expect(signal.id).toBe('autoscaling:111122223333:eu-west-1:checkout-web:terminate');
  });

  test('without its group cannot be decided on', () => {
    expect(undecidedOf(activity({ AutoScalingGroupName: undefined }))).toEqual([
      'missing-field',
      'detail.AutoScalingGroupName',
    ]);
  });
});

test.each(['EC2 Instance Launch Successful', 'EC2 Instance Terminate Successful'])(
  '%s is set aside',
  (type) => {
    expect(ignoredReason(activity({}, type))).toBe('scaling-not-unsuccessful');
  },
);
