import { expect, test } from 'vitest';
import { activeRecord, ended, endedRecord, parentOf } from '../../../domain/signal/signal-record.ts';
import { configured, HOUR, START, transitionOf } from '../../behaviour/world.ts';

const configuration = configured();
const correlation = { service: 'checkout', key: 'availability|checkout', component: 'database orders' };
const recordOf = (kind: Parameters<typeof transitionOf>[2] = {}) =>
  activeRecord(transitionOf('errors', START, kind), correlation, configuration, START + 5);

test('a signal that stands says what, since when, and of which part', () => {
  const transition = transitionOf('errors', START);
  expect(recordOf()).toEqual({
    signalId: transition.signal.id,
    order: '001794970800000.11',
    active: true,
    reason: 'in-alarm',
    kind: 'alarm',
    name: 'errors',
    state: 'ALARM',
    component: 'database orders',
    activeSinceMs: START,
    transition,
  });
});

test.each([
  ['alarm', undefined],
  ['contributor', undefined],
  ['declaration', undefined],
  ['scaling', configuration.clocks.expiryMs.scaling],
  ['finding', configuration.clocks.expiryMs.finding],
] as const)('a %s expires after %s ms', (kind, expiryMs) => {
  const expiresAtMs = expiryMs === undefined ? undefined : START + 5 + expiryMs;
  expect(recordOf({ kind }).expiresAtMs).toBe(expiresAtMs);
});

test('one that has ended stands no more, and nothing of it is due', () => {
  const { activeSinceMs: _, expiresAtMs: __, ...same } = recordOf({ kind: 'scaling' });
  expect(ended(recordOf({ kind: 'scaling' }), 'expired')).toEqual({
    ...same,
    active: false,
    reason: 'expired',
  });
});

test('the record of an ending says the same as that of a signal that stood and ended', () => {
  const transition = transitionOf('errors', START + HOUR);
  const stood = ended(activeRecord(transition, correlation, configuration, START), 'ok');
  expect(endedRecord(transition, 'database orders', 'ok')).toEqual(stood);
});

test('a series belongs to the alarm before the last # of its id, and nothing else belongs to one', () => {
  expect(parentOf({ signalId: 'arn:alarm:c#-errors#4f2a', kind: 'contributor' })).toBe('arn:alarm:c#-errors');
  expect(parentOf({ signalId: 'arn:alarm:c#-errors', kind: 'alarm' })).toBeUndefined();
});
