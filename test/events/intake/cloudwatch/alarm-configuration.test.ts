import { describe, expect, test } from 'vitest';
import { orderOf } from '../../../../domain/signal/order.ts';
import { atUtc, ignoredReason, sampleEvent, transitionOf, undecidedOf } from '../messages.ts';

const changed = (detail: object, more: object = {}): string => {
  const sample = sampleEvent('alarm-deleted');
  return JSON.stringify({ ...sample, detail: { ...sample.detail, ...detail }, ...more });
};
const late = { receivedAtMs: atUtc('03:05:00'), ownAlarmPrefix: 'tocsin-test-', accounts: [] };

describe('a deleted alarm', () => {
  test('ends its signal: it never returns to OK by itself', () => {
    const deletion = transitionOf(changed({}), late);
    expect(deletion).toMatchObject({ state: 'OK', deleted: true, atMs: atUtc('03:04:12') });
    expect(deletion.signal.id).toBe(transitionOf(JSON.stringify(sampleEvent('high-cpu'))).signal.id);
  });

  test('is dated by the latest time in its event, so that it is never older than the last change of state', () => {
    const timestamp = '2026-11-20T03:04:12.700+0000';
    const deletion = transitionOf(changed({ state: { value: 'ALARM', timestamp } }), late);
    expect(deletion.atMs).toBe(atUtc('03:04:12.700'));
    const alarm = sampleEvent('high-cpu');
    alarm.detail['state'] = { value: 'ALARM', timestamp };
    expect(orderOf(deletion) > orderOf(transitionOf(JSON.stringify(alarm), late))).toBe(true);
  });
});

test.each(['create', 'update'])('an alarm that somebody %ss changes nothing that stands', (operation) => {
  expect(ignoredReason(changed({ operation }))).toBe('config-change-not-deletion');
});

test('a change that does not say what was done cannot be decided on', () => {
  expect(undecidedOf(changed({ operation: undefined }))).toEqual(['missing-field', 'detail.operation']);
});

test('a deletion that does not say of what cannot be decided on', () => {
  expect(undecidedOf(changed({ alarmName: undefined }))).toEqual(['missing-field', 'detail.alarmName']);
});
