import { describe, expect, test } from 'vitest';
import { atUtc, ignoredReason, sampleEvent, sampleText, transitionOf, undecidedOf } from '../messages.ts';

const changed = (name: string, changes: object, more: object = {}): string => {
  const sample = sampleEvent(name);
  return JSON.stringify({ ...sample, ...more, detail: { ...sample.detail, ...changes } });
};
const deployment = (changes: object): string => changed('ecs-deployment-failed', changes);
const action = (changes: object, more: object = {}): string => changed('ecs-tasks-not-placed', changes, more);

describe('an ECS deployment', () => {
  test('that failed stands for its service', () => {
    const { signal, ...transition } = transitionOf(sampleText('ecs-deployment-failed'));
    expect(transition).toMatchObject({ state: 'ALARM', atMs: atUtc('03:04:09.118') });
    expect(signal).toMatchObject({
      id: 'arn:aws:ecs:eu-west-1:111122223333:service/shop/checkout#deployment',
      kind: 'container-service',
      facts: { service: 'checkout', cluster: 'shop', eventName: 'SERVICE_DEPLOYMENT_FAILED' },
    });
  });

  test('that completes, a rollback too, ends the failure before it', () => {
    const done = transitionOf(
      deployment({ eventType: 'INFO', eventName: 'SERVICE_DEPLOYMENT_COMPLETED', deploymentId: 'ecs-svc/2' }),
    );
    expect(done.state).toBe('OK');
    expect(done.signal.id).toBe(transitionOf(sampleText('ecs-deployment-failed')).signal.id);
  });

  test('in progress is set aside', () => {
    expect(
      ignoredReason(deployment({ eventType: 'INFO', eventName: 'SERVICE_DEPLOYMENT_IN_PROGRESS' })),
    ).toBe('ecs-not-an-error');
  });

  test('that fails in a way nobody foresaw stands', () => {
    expect(transitionOf(deployment({ eventName: 'SERVICE_DEPLOYMENT_LOST' })).state).toBe('ALARM');
  });
});

describe('an ECS service action', () => {
  test.each(['SERVICE_TASK_START_IMPAIRED', 'SERVICE_TASK_PLACEMENT_FAILURE'])(
    '%s stands until the service reaches its steady state',
    (eventName) => {
      const failed = transitionOf(action({ eventName, eventType: 'WARN' }));
      const steady = transitionOf(action({ eventName: 'SERVICE_STEADY_STATE', eventType: 'INFO' }));
      expect([failed.state, steady.state]).toEqual(['ALARM', 'OK']);
      expect(steady.signal.id).toBe(failed.signal.id);
    },
  );

  test('about something else is a signal by its name, which the steady state does not end', () => {
    const throttled = transitionOf(action({ eventName: 'ECS_OPERATION_THROTTLED' }));
    expect(throttled.signal.id).toBe(
      'arn:aws:ecs:eu-west-1:111122223333:service/shop/checkout#ECS_OPERATION_THROTTLED',
    );
  });

  test('without a type stands: when in doubt, page', () => {
    expect(transitionOf(action({ eventType: undefined })).state).toBe('ALARM');
  });

  test('for information is set aside', () => {
    const steady = action({ eventName: 'CAPACITY_PROVIDER_STEADY_STATE', eventType: 'INFO' });
    expect(ignoredReason(steady)).toBe('ecs-not-an-error');
  });

  test('without service or name cannot be decided on', () => {
    expect(undecidedOf(action({}, { resources: [] }))).toEqual(['missing-field', 'resources']);
    expect(undecidedOf(action({ eventName: undefined }))).toEqual(['missing-field', 'detail.eventName']);
  });
});
