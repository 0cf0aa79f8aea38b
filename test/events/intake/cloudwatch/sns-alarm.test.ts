import { describe, expect, test } from 'vitest';
import { orderOf } from '../../../../domain/signal/order.ts';
import { atUtc, sampleEvent, sampleText, transitionOf, undecidedOf } from '../messages.ts';

const messageOf = (name: string): Record<string, unknown> => JSON.parse(JSON.parse(sampleText(name)).Message);

const overSns = (name: string, changes: object): string =>
  JSON.stringify({
    ...JSON.parse(sampleText(name)),
    Message: JSON.stringify({ ...messageOf(name), ...changes }),
  });

describe('the same alarm over SNS and over EventBridge', () => {
  test.each([
    ['sns-metric-alarm', 'high-cpu'],
    ['sns-math-alarm', 'error-rate'],
    ['sns-composite-alarm', 'composite'],
  ])('%s and %s have the same id, state, time and order', (sns, eventBridge) => {
    const one = transitionOf(sampleText(sns));
    const other = transitionOf(sampleText(eventBridge));
    expect(one.signal.id).toBe(other.signal.id);
    expect(one.state).toBe(other.state);
    expect(one.atMs).toBe(other.atMs);
    expect(orderOf(one)).toBe(orderOf(other));
  });

  test.each([
    ['sns-metric-alarm', 'high-cpu'],
    ['sns-math-alarm', 'error-rate'],
    ['sns-composite-alarm', 'composite'],
  ])('%s and %s are about the same, so that the rules make the same of them', (sns, eventBridge) => {
    const one = transitionOf(sampleText(sns)).signal;
    const other = transitionOf(sampleText(eventBridge)).signal;
    expect({ ...one, tags: {} }).toEqual({ ...other, tags: {} });
  });

  test('in OK are equal too', () => {
    const timestamp = '2026-11-20T03:20:00.001+0000';
    const event = sampleEvent('high-cpu');
    event.detail['state'] = { value: 'OK', timestamp };
    const one = transitionOf(
      overSns('sns-metric-alarm', { NewStateValue: 'OK', StateChangeTime: timestamp }),
    );
    expect(orderOf(one)).toBe(orderOf(transitionOf(JSON.stringify(event))));
  });
});

describe('an alarm over SNS', () => {
  test('tells value, threshold and comparison', () => {
    const transition = transitionOf(sampleText('sns-metric-alarm'));
    expect(transition).toMatchObject({ value: 96.4, threshold: 90, comparison: 'greater' });
  });

  test('may come without its envelope (raw message delivery)', () => {
    expect(transitionOf(JSON.stringify(messageOf('sns-metric-alarm')))).toEqual(
      transitionOf(sampleText('sns-metric-alarm')),
    );
  });

  test('may come through Lambda, in records', () => {
    const {
      SigningCertURL: SigningCertUrl,
      UnsubscribeURL: UnsubscribeUrl,
      ...sns
    } = JSON.parse(sampleText('sns-metric-alarm'));
    const records = {
      Records: [
        { EventSource: 'aws:sns', EventVersion: '1.0', Sns: { ...sns, SigningCertUrl, UnsubscribeUrl } },
      ],
    };
    expect(transitionOf(JSON.stringify(records))).toEqual(transitionOf(sampleText('sns-metric-alarm')));
  });

  test('so old that it has no ARN gets the same one, by the region of its topic', () => {
    expect(transitionOf(overSns('sns-metric-alarm', { AlarmArn: undefined })).signal.id).toBe(
      transitionOf(sampleText('high-cpu')).signal.id,
    );
  });

  test('without ARN and envelope is known by account and name', () => {
    const { AlarmArn: _, ...message } = messageOf('sns-metric-alarm');
    expect(transitionOf(JSON.stringify(message)).signal.id).toBe('alarm:111122223333:checkout-web-cpu');
    expect(transitionOf(JSON.stringify({ ...message, AWSAccountId: undefined })).signal.id).toBe(
      'alarm:checkout-web-cpu',
    );
  });

  test('without a time of change is dated by its envelope', () => {
    expect(transitionOf(overSns('sns-metric-alarm', { StateChangeTime: undefined })).atMs).toBe(
      atUtc('03:04:10.391'),
    );
  });

  test('of a contributor is the signal that EventBridge makes of it', () => {
    const body = overSns('sns-metric-alarm', {
      AlarmArn: 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:checkout-queue-age',
      AlarmName: 'checkout-queue-age',
      AlarmContributorId: 'b81f40c2d97e6a35',
      AlarmContributorAttributes: { QueueName: 'checkout-orders' },
    });
    const { signal } = transitionOf(body);
    expect([signal.id, signal.kind]).toEqual([
      transitionOf(sampleText('contributor')).signal.id,
      'contributor',
    ]);
  });

  test('keeps its tags', () => {
    const body = overSns('sns-metric-alarm', { AlarmTags: [{ key: 'service', value: 'checkout' }] });
    expect(transitionOf(body).signal.tags).toEqual({ service: 'checkout' });
  });

  test.each([
    ['no name', { AlarmName: null }, 'missing-field', 'AlarmName'],
    ['no state', { NewStateValue: undefined }, 'missing-field', 'NewStateValue'],
    ['an unknown state', { NewStateValue: 'string' }, 'unknown-state', 'NewStateValue'],
  ])('with %s cannot be decided on', (_, changes, reason, field) => {
    expect(undecidedOf(overSns('sns-metric-alarm', changes))).toEqual([reason, field]);
  });
});

describe('an alarm handed to Lambda directly', () => {
  const invocation = (alarmData: unknown): string => {
    const alarm = sampleEvent('high-cpu');
    return JSON.stringify({
      source: 'aws.cloudwatch',
      alarmArn: (alarm['resources'] as string[])[0],
      accountId: '111122223333',
      time: '2026-11-20T03:04:10.287+0000',
      region: 'eu-west-1',
      alarmData,
    });
  };

  test('is the transition that EventBridge tells', () => {
    expect(transitionOf(invocation(sampleEvent('high-cpu').detail))).toEqual(
      transitionOf(sampleText('high-cpu')),
    );
  });

  test('without its data cannot be decided on', () => {
    expect(undecidedOf(invocation(null))).toEqual(['missing-field', 'alarmData']);
    expect(undecidedOf(invocation({ state: { value: 'OK' } }))).toEqual([
      'missing-field',
      'alarmData.alarmName',
    ]);
  });
});
