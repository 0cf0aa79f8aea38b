import { describe, expect, test } from 'vitest';
import { outlineOf } from '../../../domain/signal/outline.ts';

const enveloped = (message: unknown, more: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({
    Message: typeof message === 'string' ? message : JSON.stringify(message),
    TopicArn: 'arn:aws:sns:eu-west-1:111122223333:shop-alarms',
    ...more,
  });

const titleOf = (body: unknown) => outlineOf(typeof body === 'string' ? body : JSON.stringify(body)).title;
const shapeOf = (body: unknown) => outlineOf(typeof body === 'string' ? body : JSON.stringify(body)).shape;

describe('what people would call a message', () => {
  test.each<[string, unknown, string]>([
    ['its alarm, by either name', { AlarmName: 'errors 5', state: 'x' }, 'alarm errors 5'],
    ['its alarm in an event', { detail: { alarmName: 'errors' }, 'detail-type': 'x' }, 'alarm errors'],
    ['its event type', { 'detail-type': 'Glue Job State Change', type: 'x' }, 'Glue Job State Change'],
    ['two of its type fields', { action: 'c', kind: 'b', status: 'd' }, 'kind b, action c'],
    ['its fields, six of them', { a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7 }, 'JSON with a, b, c, d, e, f'],
    ['its words, where it is a list', ['a', 'b'], '["a","b"]'],
    ['its words, where it has no field', {}, '{}'],
    ['its words', 'something\n  broke', 'something   broke'],
    ['nothing', '', 'empty message'],
    ['nothing but blanks', ' \u0000 ', 'empty message'],
  ])('%s', (_claim, body, title) => {
    expect(titleOf(body)).toBe(title);
  });

  test('its subject, where it came in an envelope', () => {
    expect(titleOf(enveloped('text', { Subject: 'Backup failed' }))).toBe('Backup failed');
    expect(titleOf(enveloped('text', { Subject: '' }))).toBe('text');
    expect(titleOf(enveloped({ AlarmName: 'errors' }, { Subject: 'ALARM' }))).toBe('alarm errors');
  });

  test('in 120 characters at most, none of them half', () => {
    expect(titleOf('x'.repeat(121))).toBe('x'.repeat(120));
    expect([...titleOf('🚨'.repeat(500))]).toHaveLength(120);
    expect(titleOf({ type: 'x'.repeat(2_000) }).length).toBe(120);
  });
});

describe('where a message comes from', () => {
  test('is said where it says so', () => {
    expect(outlineOf(enveloped({ source: 'aws.glue', type: 'x' }))).toMatchObject({
      source: 'aws.glue',
      topic: 'shop-alarms',
    });
  });

  test('is left out where it does not', () => {
    for (const body of ['text', enveloped('text', { TopicArn: '' }), enveloped('text', { TopicArn: 5 })]) {
      expect(outlineOf(body)).not.toHaveProperty('source');
      expect(outlineOf(body)).not.toHaveProperty('topic');
    }
  });

  test('is no envelope without a text as its message', () => {
    expect(outlineOf(JSON.stringify({ Message: 5, TopicArn: 'a:b' }))).not.toHaveProperty('topic');
    expect(titleOf({ Message: 5 })).toBe('JSON with Message');
  });
});

describe('two messages have one shape', () => {
  test.each<[string, unknown, unknown]>([
    ['that differ in numbers', 'Job 17 failed after 3 s', 'Job 18 failed after 40 s'],
    ['that differ in ids', 'Task a-1b2 failed', 'Task c-3d4 failed'],
    ['that differ in addresses', 'Bounce of ada@shop.test', 'Bounce of bob@mail.test'],
    ['whose values are no kinds', { type: 'x', cost: 5, text: 'a' }, { type: 'x', cost: 6, text: 'b' }],
    ['whose fields stand in another order', { type: 'x', kind: 'y' }, { kind: 'y', type: 'x' }],
    ['that differ in what is no text', { type: 'x', kind: 5 }, { type: 'x', kind: ['y'] }],
  ])('%s', (_claim, one, other) => {
    expect(shapeOf(one)).toBe(shapeOf(other));
  });
});

describe('two messages have two shapes', () => {
  test.each<[string, unknown, unknown]>([
    ['in other words', 'Job failed', 'Task failed'],
    ['of another kind', { type: 'x' }, { type: 'y' }],
    ['of another subject', { type: 'x', service: 'a' }, { type: 'x', service: 'b' }],
    ['of another account', { type: 'x', account: '111122223333' }, { type: 'x', account: '444455556666' }],
    [
      'of another kind within',
      { source: 's', detail: { state: 'a' } },
      { source: 's', detail: { state: 'b' } },
    ],
    ['of other fields', { type: 'x', a: 1 }, { type: 'x', b: 1 }],
    ['of other alarms, numbers and all', { AlarmName: 'disk 1' }, { AlarmName: 'disk 2' }],
    ['of another topic', enveloped('x'), enveloped('x', { TopicArn: 'a:other' })],
    [
      'of one subject that say another thing',
      enveloped('a', { Subject: 's' }),
      enveloped('b', { Subject: 's' }),
    ],
  ])('%s', (_claim, one, other) => {
    expect(shapeOf(one)).not.toBe(shapeOf(other));
  });

  test('until they are very long: a shape stays small', () => {
    const many = Object.fromEntries(Array.from({ length: 90 }, (_, n) => [`field-of-some-length-${n}`, n]));
    expect(shapeOf(many).length).toBeLessThanOrEqual(600);
  });
});
