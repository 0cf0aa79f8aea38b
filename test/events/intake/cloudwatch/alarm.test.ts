import { describe, expect, test } from 'vitest';
import { orderOf } from '../../../../domain/signal/order.ts';
import { atUtc, event, receivedAtMs, sampleEvent, transitionOf, undecidedOf } from '../messages.ts';

const STATE_CHANGE = 'CloudWatch Alarm State Change';
const cpuArn = 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:checkout-web-cpu';

const alarm = (detail: object, more: object = { resources: [cpuArn] }): string =>
  event(
    STATE_CHANGE,
    'aws.cloudwatch',
    { alarmName: 'checkout-web-cpu', state: { value: 'ALARM' }, ...detail },
    more,
  );

const changed = (name: string, detail: object): string => {
  const sample = sampleEvent(name);
  return JSON.stringify({ ...sample, detail: { ...sample.detail, ...detail } });
};

describe('an alarm over EventBridge', () => {
  test('becomes a transition with all that its event tells', () => {
    expect(transitionOf(JSON.stringify(sampleEvent('high-cpu')))).toEqual({
      signal: {
        id: cpuArn,
        kind: 'alarm',
        name: 'checkout-web-cpu',
        description: 'CPU of the checkout web servers is above 90 percent.',
        account: '111122223333',
        region: 'eu-west-1',
        tags: { service: 'checkout', team: 'payments' },
        metrics: [
          {
            namespace: 'AWS/EC2',
            name: 'CPUUtilization',
            stat: 'Average',
            periodS: 60,
            dimensions: { AutoScalingGroupName: 'checkout-web' },
          },
        ],
        expressions: [],
        resources: [],
        facts: {},
      },
      state: 'ALARM',
      previousState: 'OK',
      atMs: atUtc('03:04:10.287'),
      value: 96.4,
      threshold: 90,
      comparison: 'greater',
      onsetAtMs: atUtc('03:01:00'),
      reason: expect.stringContaining('greater than the threshold (90.0)'),
    });
  });

  test('of metric math keeps its metrics and its expression', () => {
    const { signal } = transitionOf(JSON.stringify(sampleEvent('availability-low')));
    expect(signal.expressions).toEqual(['100 * (1 - (elb5xx + target5xx) / requests)']);
    expect(signal.metrics.map((metric) => metric.name)).toEqual([
      'RequestCount',
      'HTTPCode_ELB_5XX_Count',
      'HTTPCode_Target_5XX_Count',
    ]);
  });

  test('of a Metrics Insights query knows the metric that it reads', () => {
    const expression = 'SELECT AVG(CPUUtilization) FROM "AWS/EC2" WHERE InstanceType = \'m7g.large\'';
    const { signal } = transitionOf(
      alarm({ configuration: { metrics: [{ id: 'q', expression, period: 300 }] } }),
    );
    expect(signal.metrics).toEqual([
      { namespace: 'AWS/EC2', name: 'CPUUtilization', stat: 'Average', periodS: 300, dimensions: {} },
    ]);
    expect(signal.expressions).toEqual([expression]);
  });

  test('that is composite names its rule and the children that set it off', () => {
    const { signal } = transitionOf(JSON.stringify(sampleEvent('composite')));
    expect(signal.alarmRule).toBe('ALARM("checkout-error-rate") OR ALARM("checkout-response-time")');
    expect(signal.metrics).toEqual([]);
    expect(signal.resources).toEqual([
      'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:checkout-error-rate',
      'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:checkout-response-time',
    ]);
  });

  test('whose actions are suppressed says by what, and the later ALARM without is the newer transition', () => {
    const suppressed = transitionOf(JSON.stringify(sampleEvent('composite-suppressed')));
    const unsuppressed = transitionOf(JSON.stringify(sampleEvent('composite')));
    expect(suppressed.suppressedBy).toBe('WaitPeriod');
    expect(unsuppressed.suppressedBy).toBeUndefined();
    expect(orderOf(unsuppressed) > orderOf(suppressed)).toBe(true);
  });

  test('that is muted says until when', () => {
    expect(transitionOf(JSON.stringify(sampleEvent('muted'))).muted).toEqual({
      by: 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm-mute-rule:checkout-maintenance',
      untilMs: atUtc('04:00:00'),
    });
  });

  test('muted without a readable end is not muted, which would silence it for ever', () => {
    const { muted, signal } = transitionOf(
      alarm({ muteDetail: { mutedByArn: 'rule', muteWindowEnd: 'later' } }),
    );
    expect(muted).toBeUndefined();
    expect(signal.facts['muteWindow']).toBe('end unknown, not muted');
  });

  test.each(['OK', 'INSUFFICIENT_DATA', 'ALARM'] as const)(
    'that goes to %s is a transition to it',
    (value) => {
      expect(transitionOf(alarm({ state: { value }, previousState: { value } })).state).toBe(value);
    },
  );

  test('tells an onset only while it stands, and never one after its change', () => {
    const reasonData = JSON.stringify({ startDate: '2026-11-20T03:09:00.000+0000' });
    const timestamp = '2026-11-20T03:04:10.287+0000';
    expect(transitionOf(alarm({ state: { value: 'OK', reasonData, timestamp } })).onsetAtMs).toBeUndefined();
    expect(transitionOf(alarm({ state: { value: 'ALARM', reasonData, timestamp } })).onsetAtMs).toBe(
      atUtc('03:04:10.287'),
    );
  });

  test('that evaluates partial data says so', () => {
    const { signal } = transitionOf(alarm({ state: { value: 'ALARM', evaluationState: 'PARTIAL_DATA' } }));
    expect(signal.facts['evaluationState']).toBe('PARTIAL_DATA');
  });

  test('is dated by its envelope, else by its receipt, where its own time is none', () => {
    expect(transitionOf(alarm({ state: { value: 'ALARM', timestamp: 'soon' } })).atMs).toBe(
      atUtc('03:04:10'),
    );
    const undated = alarm({ state: { value: 'ALARM' } }, { resources: [cpuArn], time: 5 });
    expect(transitionOf(undated).atMs).toBe(receivedAtMs);
  });

  test('dated in the future is dated by its receipt', () => {
    expect(
      transitionOf(alarm({ state: { value: 'ALARM', timestamp: '2036-01-01T00:00:00.000+0000' } })).atMs,
    ).toBe(receivedAtMs);
  });

  test('without its ARN gets the same one', () => {
    expect(transitionOf(alarm({}, { resources: [] })).signal.id).toBe(cpuArn);
    expect(transitionOf(alarm({}, { resources: ['x'], region: 'cn-north-1' })).signal.id).toBe(
      'arn:aws-cn:cloudwatch:cn-north-1:111122223333:alarm:checkout-web-cpu',
    );
  });

  test.each([
    ['us-gov-west-1', 'aws-us-gov'],
    ['us-iso-east-1', 'aws-iso'],
    ['us-isob-east-1', 'aws-iso-b'],
    ['eu-isoe-west-1', 'aws-iso-e'],
    ['us-isof-south-1', 'aws-iso-f'],
    ['eusc-de-east-1', 'aws-eusc'],
  ])('of region %s without its ARN is of partition %s', (region, partition) => {
    expect(transitionOf(alarm({}, { resources: [], region })).signal.id).toBe(
      `arn:${partition}:cloudwatch:${region}:111122223333:alarm:checkout-web-cpu`,
    );
  });

  test('takes account and region from its ARN', () => {
    const { signal } = transitionOf(
      alarm({}, { resources: [cpuArn], region: 'eu-west-*', account: '999999999999' }),
    );
    expect([signal.account, signal.region]).toEqual(['111122223333', 'eu-west-1']);
  });

  test.each(['支付服务-错误率', 'Задержка ответа', 'تأخر الاستجابة', '🔔 checkout', 'a:b/c d'])(
    'may be named %s',
    (name) => {
      const id = `arn:aws:cloudwatch:eu-west-1:111122223333:alarm:${name}`;
      const { signal } = transitionOf(alarm({ alarmName: name }, { resources: [id] }));
      expect([signal.name, signal.id]).toEqual([name, id]);
    },
  );

  test('keeps the tags that it brings, as a map or as a list', () => {
    expect(transitionOf(alarm({ alarmTags: { team: 'payments', n: 3 } })).signal.tags).toEqual({
      team: 'payments',
      n: '3',
    });
    const list = [{ Key: 'team', Value: 'payments' }, { key: 'tier', value: '1' }, { Value: 'x' }, 5];
    expect(transitionOf(alarm({ alarmTags: list })).signal.tags).toEqual({ team: 'payments', tier: '1' });
    expect(transitionOf(alarm({ alarmTags: 'team=payments' })).signal.tags).toEqual({});
  });

  test('says that its tags could not be read', () => {
    const { signal } = transitionOf(alarm({ alarmTagsStatus: 'FAILURE' }));
    expect(signal.facts['tagsStatus']).toBe('FAILURE');
  });

  test('costs nothing of what matters when details are of other types', () => {
    const odd = changed('high-cpu', {
      configuration: [],
      muteDetail: 'x',
      alarmTags: null,
      previousState: 7,
    });
    expect(transitionOf(odd).signal.id).toBe(cpuArn);
  });
});

describe('an alarm that cannot be decided on names the field', () => {
  test.each([
    ['no name', alarm({ alarmName: undefined }), 'missing-field', 'detail.alarmName'],
    ['a blank name', alarm({ alarmName: ' ' }), 'missing-field', 'detail.alarmName'],
    ['a name that is no text', alarm({ alarmName: {} }), 'missing-field', 'detail.alarmName'],
    ['no state', alarm({ state: undefined }), 'missing-field', 'detail.state.value'],
    ['an unknown state', alarm({ state: { value: 'PANIC' } }), 'unknown-state', 'detail.state.value'],
    ['no detail', event(STATE_CHANGE, 'aws.cloudwatch', undefined), 'missing-field', 'detail'],
    ['a detail that is a text', event(STATE_CHANGE, 'aws.cloudwatch', 'x'), 'missing-field', 'detail'],
  ])('%s', (_, body, reason, field) => {
    expect(undecidedOf(body)).toEqual([reason, field]);
  });
});
