import { classify } from '../../domain/classification/classify.ts';
import { correlate } from '../../domain/correlation/correlate.ts';
import type { Arrival } from '../../domain/signal/arrival.ts';
import { interpret, type Meaning } from '../../domain/signal/interpret.ts';
import { type Order, orderOf } from '../../domain/signal/order.ts';
import type { Transition } from '../../domain/signal/signal.ts';
import { activeRecord, endedRecord, type SignalRecord } from '../../domain/signal/signal-record.ts';
import type { Shell } from '../shell.ts';

/** What is to be done with one transition, as far as rules alone can tell. */
export type Plan =
  | {
      readonly kind: 'raise';
      readonly transition: Transition;
      readonly order: Order;
      readonly arrival: Omit<Arrival, 'known' | 'repeated'>;
    }
  | {
      readonly kind: 'end';
      readonly transition: Transition;
      readonly order: Order;
      readonly reason: Extract<Meaning, { kind: 'end' }>['reason'];
      readonly record: SignalRecord;
    }
  | {
      readonly kind: 'ignore';
      readonly transition: Transition;
      readonly order: Order;
      readonly reason: string;
    };

export type Raising = Extract<Plan, { kind: 'raise' }>;
export type Ending = Extract<Plan, { kind: 'end' }>;

export const planFor = (shell: Shell, transition: Transition): Plan => {
  const { configuration } = shell;
  const order = orderOf(transition);
  const meaning = interpret(transition, configuration);
  if (meaning.kind === 'ignore') return { kind: 'ignore', transition, order, reason: meaning.reason };
  const classification = classify(transition, configuration);
  if (meaning.kind === 'end') {
    const component =
      'ignore' in classification ? '' : correlate(transition, classification, configuration).component;
    return {
      kind: 'end',
      transition,
      order,
      reason: meaning.reason,
      record: endedRecord(transition, component, meaning.reason),
    };
  }
  if ('ignore' in classification)
    return { kind: 'ignore', transition, order, reason: `rule:${classification.rule}` };
  const correlation = correlate(transition, classification, configuration);
  const record = activeRecord(transition, correlation, configuration, shell.now());
  return { kind: 'raise', transition, order, arrival: { transition, classification, correlation, record } };
};
