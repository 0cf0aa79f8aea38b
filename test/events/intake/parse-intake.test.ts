import { describe, expect, test } from 'vitest';
import { parseIntake } from '../../../events/intake/parse-intake.ts';
import {
  context,
  event,
  ignoredReason,
  sampleEvent,
  sampleText,
  transitionOf,
  undecidedOf,
} from './messages.ts';

const notification = (Message: unknown, more: object = {}): string =>
  JSON.stringify({
    Type: 'Notification',
    TopicArn: 'arn:aws:sns:eu-west-1:111122223333:team-alarms',
    Message,
    Timestamp: '2026-11-20T03:04:12.000Z',
    ...more,
  });
const records = (...found: unknown[]): string => JSON.stringify({ Records: found });

describe('what intake unwraps', () => {
  test('an EventBridge event that a topic forwards', () => {
    expect(transitionOf(notification(sampleText('high-cpu')))).toEqual(transitionOf(sampleText('high-cpu')));
  });

  test('a topic within a topic', () => {
    expect(transitionOf(notification(notification(sampleText('high-cpu')))).signal.name).toBe(
      'checkout-web-cpu',
    );
  });

  test('an event replayed from an archive', () => {
    const replayed = { ...sampleEvent('high-cpu'), 'replay-name': 'after-the-outage' };
    expect(transitionOf(JSON.stringify(replayed))).toEqual(transitionOf(sampleText('high-cpu')));
  });

  test('an event without a source', () => {
    const { source: _, ...without } = sampleEvent('high-cpu');
    expect(transitionOf(JSON.stringify(without))).toEqual(transitionOf(sampleText('high-cpu')));
  });

  test('records, each by itself: one that cannot be read never costs the others', () => {
    const parsed = parseIntake(
      records(
        { eventSource: 'aws:sqs', body: sampleText('high-cpu') },
        { EventSource: 'aws:sns', Sns: { Type: 'Notification', Message: 'All is well' } },
        { eventSource: 'aws:sqs', body: '{' },
        'x',
        { EventSource: 'aws:sns', Sns: JSON.parse(sampleText('sns-composite-alarm')) },
      ),
      context,
    );
    expect(parsed.transitions.map(({ signal }) => signal.name)).toEqual([
      'checkout-web-cpu',
      'checkout-users-affected',
    ]);
    expect(parsed.undecided.map(({ reason }) => reason)).toEqual([
      'sns-text',
      'malformed-json',
      'unknown-shape',
    ]);
  });
});

describe('what intake sets aside', () => {
  test.each(['SubscriptionConfirmation', 'UnsubscribeConfirmation'])(
    'an SNS %s, without its token',
    (Type) => {
      const body = notification('You have chosen …', { Type, Token: 'made-up-token' });
      expect(ignoredReason(body)).toBe('sns-subscription-confirmation');
      expect(JSON.stringify(parseIntake(body, context))).not.toContain('made-up-token');
    },
  );

  test.each([
    ['ECS Task State Change', 'aws.ecs'],
    ['RDS DB Snapshot Event', 'aws.rds'],
    ['Security Hub Findings - Custom Action', 'aws.securityhub'],
    ['EC2 Auto Scaling Instance Refresh Started', 'aws.autoscaling'],
  ])('an event of a type that tells no trouble: %s', (type, source) => {
    expect(ignoredReason(event(type, source, {}))).toBe('event-not-watched');
  });
});

describe('what cannot be decided on has a reason and names the field', () => {
  test.each<[string, string, string, string | undefined]>([
    ['an empty body', '', 'malformed-json', undefined],
    ['a text', 'hello', 'malformed-json', undefined],
    ['half an event', sampleText('high-cpu').slice(0, 200), 'malformed-json', undefined],
    ['a number', '42', 'not-an-object', undefined],
    ['null', 'null', 'not-an-object', undefined],
    ['a list', `[${sampleText('high-cpu')}]`, 'not-an-object', undefined],
    ['an object of no known shape', '{"hello":"world"}', 'unknown-shape', undefined],
    [
      'an event type nobody foresaw',
      event('Volcano Eruption', 'aws.volcano', {}),
      'unknown-detail-type',
      'detail-type',
    ],
    [
      'an event type that is no text',
      event('x', 'y', {}, { 'detail-type': 7 }),
      'missing-field',
      'detail-type',
    ],
    ['an event from a stranger', event('GuardDuty Finding', 'com.stranger', {}), 'unknown-source', 'source'],
    [
      'an event without detail',
      event('GuardDuty Finding', 'aws.guardduty', undefined),
      'missing-field',
      'detail',
    ],
    ['a person writing to the topic', notification('The site is slow, please look'), 'sns-text', 'Message'],
    ['a list sent to the topic', notification('[1]'), 'sns-text', 'Message'],
    ['an SNS message without text', notification({ AlarmName: 'x' }), 'missing-field', 'Message'],
    ['JSON sent to the topic that is no alarm', notification('{"jobId":1}'), 'unknown-shape', undefined],
    ['a batch of nothing', records(), 'empty-batch', 'Records'],
  ])('%s', (_, body, reason, field) => {
    expect(undecidedOf(body)).toEqual([reason, field]);
  });

  test('envelopes within envelopes without end', () => {
    let body = sampleText('high-cpu');
    for (let depth = 0; depth < 8; depth += 1) body = notification(body);
    expect(undecidedOf(body)).toEqual(['nested-too-deep', undefined]);
  });

  test('a very deep JSON text', () => {
    const deep = '[{"Records":'.repeat(5000);
    expect(undecidedOf(deep)).toEqual(['malformed-json', undefined]);
    expect(undecidedOf(`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`)).toEqual(['unknown-shape', undefined]);
  });
});

test('an event of 300 KB becomes a transition that the record can hold', () => {
  const sample = sampleEvent('high-cpu');
  sample.detail['configuration'] = {
    description: 'x'.repeat(100_000),
    metrics: Array.from({ length: 500 }, (_, n) => ({
      metricStat: {
        metric: { namespace: 'AWS/EC2', name: `m${n}`, dimensions: { InstanceId: 'i'.repeat(200) } },
        period: 60,
        stat: 'Sum',
      },
    })),
  };
  sample.detail['alarmTags'] = Object.fromEntries(
    Array.from({ length: 200 }, (_, n) => [`tag${n}`, '値'.repeat(100)]),
  );
  const body = JSON.stringify(sample);
  expect(body.length).toBeGreaterThan(250_000);
  const transition = transitionOf(body);
  expect(Buffer.byteLength(JSON.stringify(transition))).toBeLessThanOrEqual(4096);
  expect(transition).toMatchObject({ state: 'ALARM', value: 96.4, signal: { name: 'checkout-web-cpu' } });
});
