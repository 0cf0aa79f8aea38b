import type { Configuration } from '../kernel/configuration.ts';
import { clearsByItself, type SignalKind } from '../kernel/signal-kind.ts';
import type { Correlation } from './classification.ts';
import { type Order, orderOf } from './order.ts';
import type { SignalState, Transition } from './signal.ts';

/** One signal's latest state in one incident: item `INC#<id>` / `SIGNAL#<signal id>`. */
export interface SignalRecord {
  readonly signalId: string;
  readonly order: Order;
  readonly active: boolean;
  /** Literal reason of the last change: `in-alarm`, `ok`, `suppressed`, `muted`, `deleted`, `expired`, `ended-by-person`, `moved`. */
  readonly reason: string;
  readonly kind: SignalKind;
  readonly name: string;
  readonly state: SignalState;
  /** The component that it is about (a database, a load balancer), for "several components at once". */
  readonly component: string;
  /** Epoch ms, only while active. */
  readonly activeSinceMs?: number;
  /** Epoch ms at which a source that never says OK is taken to be over. */
  readonly expiresAtMs?: number;
  /** The walk raises it anew if it still stands after a person has resolved. */
  readonly transition: Transition;
}

/** The alarm that a contributor belongs to: its id is `<alarm ARN>#<contributor id>`. */
export const parentOf = ({ signalId, kind }: Pick<SignalRecord, 'signalId' | 'kind'>): string | undefined =>
  kind === 'contributor' ? signalId.slice(0, signalId.lastIndexOf('#')) : undefined;

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
