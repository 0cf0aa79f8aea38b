import { expect, test } from 'vitest';
import { interpret } from '../../../domain/signal/interpret.ts';
import type { SignalState, Transition } from '../../../domain/signal/signal.ts';
import { configured, START, transitionOf } from '../../behaviour/world.ts';

const holding = configured();
const alarming = { ...holding, insufficientData: 'open' } as const;

const meaning = (state: SignalState, more: Partial<Transition> = {}, configuration = holding) => {
  const meant = interpret(transitionOf('errors', START, { state, more }), configuration);
  return 'reason' in meant ? `${meant.kind} ${meant.reason}` : meant.kind;
};

const suppressed = { suppressedBy: 'deploying' };
const muted = { muted: { by: 'night', untilMs: START } };

test.each<[string, string, string]>([
  ['an ALARM', meaning('ALARM'), 'raise'],
  ['an OK', meaning('OK'), 'end ok'],
  ['an OK while muted', meaning('OK', muted), 'end ok'],
  ['a suppressed ALARM', meaning('ALARM', suppressed), 'end suppressed'],
  ['a muted ALARM', meaning('ALARM', muted), 'end muted'],
  ['a deletion', meaning('ALARM', { deleted: true }), 'end deleted'],
  ['missing data', meaning('INSUFFICIENT_DATA'), 'ignore insufficient-data-holds'],
  ['missing data that alarms', meaning('INSUFFICIENT_DATA', {}, alarming), 'raise'],
  [
    'missing data that alarms, suppressed',
    meaning('INSUFFICIENT_DATA', suppressed, alarming),
    'end suppressed',
  ],
])('%s means: %3$s', (_claim, meant, expected) => {
  expect(meant).toBe(expected);
});
