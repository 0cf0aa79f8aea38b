import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAlarm, sampleNames } from '../../../local/alarms/alarm-file.ts';
import { deliveryOf, moveToNow, setState } from '../../../local/alarms/fresh-alarm.ts';

const nowMs = Date.parse('2027-02-03T04:05:06.789Z');

const alarm = {
  source: 'aws.cloudwatch',
  'detail-type': 'CloudWatch Alarm State Change',
  id: 'old',
  time: '2026-01-01T00:00:01Z',
  detail: {
    state: {
      value: 'ALARM',
      timestamp: '2026-01-01T00:00:00.500+0000',
      reasonData: '{"startDate":"2025-12-31T23:57:00.500+0000"}',
    },
    previousState: { value: 'OK', timestamp: '2025-12-31T23:00:00.500+0000' },
    muteDetail: { muteWindowEnd: '2026-01-01T01:00:00.500+0000' },
  },
};

describe('an event that is sent again', () => {
  test('happens now, with every other time as far from it as before', () => {
    expect(moveToNow(alarm, nowMs)).toMatchObject({
      time: '2027-02-03T04:05:07Z',
      detail: {
        state: {
          timestamp: '2027-02-03T04:05:06.789+0000',
          reasonData: '{"startDate":"2027-02-03T04:02:06.789+0000"}',
        },
        muteDetail: { muteWindowEnd: '2027-02-03T05:05:06.789+0000' },
      },
    });
    expect(moveToNow(alarm, nowMs)['id']).not.toBe('old');
  });

  test('keeps any text that is no time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(!/\d{4}-\d\d-\d\dT/.test(text));
        expect(moveToNow({ ...alarm, text }, nowMs)['text']).toBe(text);
      }),
    );
  });

  test('can be set to another state, with the former one as the previous', () => {
    expect(setState(alarm, 'OK')).toMatchObject({
      detail: { state: { value: 'OK' }, previousState: { value: 'ALARM' } },
    });
    expect(JSON.stringify(setState(alarm, 'OK'))).toContain('startDate');
    expect(setState(alarm, 'ALARM')).toBe(alarm);
  });

  test('can be set to another state as SNS carries it, too', () => {
    const notification = {
      Type: 'Notification',
      Message: '{"AlarmName":"a","NewStateValue":"ALARM","OldStateValue":"OK"}',
    };
    const delivery = deliveryOf(setState(notification, 'OK'));
    expect(delivery.kind).toBe('topic');
    expect('message' in delivery && JSON.parse(delivery.message)).toMatchObject({
      NewStateValue: 'OK',
      OldStateValue: 'ALARM',
    });
  });

  test('has no state to set where it is no alarm', () => {
    const finding = { source: 'aws.guardduty', 'detail-type': 'GuardDuty Finding', detail: { severity: 8 } };
    expect(() => setState(finding, 'OK')).toThrow('this event has no alarm state');
  });

  test('is refused where it is no event at all', () => {
    expect(() => deliveryOf({ hello: 'world' })).toThrow('neither an EventBridge event');
  });
});

describe('the samples', () => {
  test.each(sampleNames())('%s can be sent', (name) => {
    expect(['event', 'topic']).toContain(deliveryOf(moveToNow(readAlarm(name), nowMs)).kind);
  });

  test('a misspelt name gets the nearest one', () => {
    const [name = ''] = sampleNames();
    expect(() => readAlarm(`${name}x`)).toThrow(`Did you mean ${name}?`);
  });
});
