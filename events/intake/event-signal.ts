import type { SignalKind } from '../../domain/kernel/signal-kind.ts';
import type { Signal, SignalState, Transition } from '../../domain/signal/signal.ts';
import { parseArn } from './arn.ts';
import {
  boundedId,
  cut,
  type Facts,
  factsOf,
  fitTransition,
  line,
  MAX_DESCRIPTION,
  MAX_NAME,
  MAX_REASON,
  MAX_RESOURCES,
} from './bounds.ts';
import type { EventEnvelope } from './event-envelope.ts';
import type { Reading } from './reading.ts';

/** A change of something other than an alarm, as its message reports it. */
export interface EventChange {
  readonly id: string;
  readonly kind: SignalKind;
  readonly name: string;
  readonly state: SignalState;
  readonly atMs: number;
  readonly description?: string | undefined;
  readonly reason?: string | undefined;
  readonly onsetAtMs?: number | undefined;
  readonly account?: string | undefined;
  readonly region?: string | undefined;
  readonly resources: readonly (string | undefined)[];
  readonly tags?: Readonly<Record<string, string>>;
  readonly facts: Readonly<Record<string, string | number | boolean | undefined>>;
}

/** Account and region of an event: of its subject where that is an ARN, else of the envelope. */
const placeOf = (change: EventChange, event: EventEnvelope): Pick<Signal, 'account' | 'region'> => {
  const arn = parseArn(change.id);
  return {
    account: line(change.account ?? (arn?.accountId || event.account || ''), 32),
    region: line(change.region ?? (arn?.region || event.region || ''), 32),
  };
};

/** The transition of a change, with every text bounded. */
export const transitionOf = (change: EventChange, event: EventEnvelope): Reading => {
  const resources = change.resources.filter((resource) => resource !== undefined);
  const facts: Facts = factsOf(change.facts);
  const transition: Transition = {
    signal: {
      ...placeOf(change, event),
      id: boundedId(change.id),
      kind: change.kind,
      name: line(change.name, MAX_NAME) || 'unnamed',
      ...(change.description === undefined ? {} : { description: cut(change.description, MAX_DESCRIPTION) }),
      tags: change.tags ?? {},
      metrics: [],
      expressions: [],
      resources: [...new Set(resources)].slice(0, MAX_RESOURCES),
      facts,
    },
    state: change.state,
    atMs: change.atMs,
    ...(change.onsetAtMs === undefined ? {} : { onsetAtMs: Math.min(change.onsetAtMs, change.atMs) }),
    ...(change.reason === undefined ? {} : { reason: line(change.reason, MAX_REASON) }),
  };
  return { kind: 'transition', transition: fitTransition(transition) };
};
