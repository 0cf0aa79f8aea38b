import type { Configuration } from '../kernel/configuration.ts';
import type { Classification, Correlation } from './classification.ts';
import { clearsByItself, orderOf, type SignalRecord, type Transition } from './signal.ts';

/** A transition that raises: with what the rules made of it, and the record that its incident will keep. */
export interface Arrival {
  readonly transition: Transition;
  readonly classification: Classification;
  readonly correlation: Correlation;
  readonly record: SignalRecord;
  /** An earlier transition already brought this alarm to the incident that it joins: no new alarm. */
  readonly known: boolean;
  /** This very transition stands there already: another copy, or a first try that ended before its decision. */
  readonly repeated: boolean;
  /** The mitigation that a first try met, perhaps without having taken it back. */
  readonly metMitigationAtMs?: number;
}

/** The record of a signal that stands. `nowMs` starts the expiry of sources that never say OK. */
export const activeRecord = (
  transition: Transition,
  correlation: Correlation,
  configuration: Configuration,
  nowMs: number,
): SignalRecord => {
  const { signal, atMs } = transition;
  const expiryMs = clearsByItself(signal.kind) ? undefined : expiryOf(signal.kind, configuration);
  return {
    signalId: signal.id,
    order: orderOf(transition),
    active: true,
    reason: 'in-alarm',
    kind: signal.kind,
    name: signal.name,
    state: transition.state,
    component: correlation.component,
    activeSinceMs: atMs,
    transition,
    ...(expiryMs === undefined ? {} : { expiresAtMs: nowMs + expiryMs }),
  };
};

const expiryOf = (kind: Transition['signal']['kind'], { clocks }: Configuration): number | undefined =>
  kind === 'alarm' || kind === 'contributor' || kind === 'declaration' ? undefined : clocks.expiryMs[kind];

/** The record of a signal that is over, for a literal reason. */
export const endedRecord = (transition: Transition, component: string, reason: string): SignalRecord => ({
  signalId: transition.signal.id,
  order: orderOf(transition),
  active: false,
  reason,
  kind: transition.signal.kind,
  name: transition.signal.name,
  state: transition.state,
  component,
  transition,
});

/** The same record, over. */
export const ended = (
  { activeSinceMs: _, expiresAtMs: __, ...record }: SignalRecord,
  reason: string,
): SignalRecord => ({
  ...record,
  active: false,
  reason,
});
