import { describe, expect, test } from 'vitest';
import { context, ignoredReason, sampleEvent, sampleText, transitionOf } from './messages.ts';

const changed = (name: string, detail: object): string => {
  const sample = sampleEvent(name);
  return JSON.stringify({ ...sample, detail: { ...sample.detail, ...detail } });
};

describe('an alarm of this stack itself', () => {
  test.each([
    ['a state change', changed('high-cpu', { alarmName: 'tocsin-test-sweep-late' })],
    ['a contributor', changed('contributor', { alarmName: 'tocsin-test-sweep-late' })],
    ['a deletion', changed('alarm-deleted', { alarmName: 'tocsin-test-sweep-late' })],
    ['a message of SNS', JSON.stringify({ AlarmName: 'tocsin-test-sweep-late', NewStateValue: 'ALARM' })],
    [
      'an invocation',
      JSON.stringify({ alarmData: { alarmName: 'tocsin-test-sweep-late', state: { value: 'ALARM' } } }),
    ],
  ])('is set aside: %s', (_, body) => {
    expect(ignoredReason(body)).toBe('own-alarm');
  });

  test('is known by its prefix only where there is one', () => {
    expect(transitionOf(sampleText('high-cpu'), { ...context, ownAlarmPrefix: '' }).signal.name).toBe(
      'checkout-web-cpu',
    );
  });
});
