import type { EffectKind } from '../../domain/incident/effect.ts';
import { own } from '../../domain/kernel/own.ts';
import { clearsByItself } from '../../domain/kernel/signal-kind.ts';
import { ended } from '../../domain/signal/signal-record.ts';
import type { Shell } from '../shell.ts';
import { LONGEST_RETRY_MS } from './back-off.ts';
import type { Carrier } from './carrier.ts';
import { messageCarrier } from './message-carrier.ts';
import { recordSignal } from './record-signal.ts';

/** Signals looked at when a person's resolution ends those that never say OK. */
const END_SIGNALS_LIMIT = 1_000;

const quietly = { isFirst: false, longestRetryMs: LONGEST_RETRY_MS } as const;

const entriesCarrier: Carrier<'entries'> = {
  ...quietly,
  carryOut: async (shell, { id }, { version, entries }) => {
    await shell.store.appendEntries(id, version, entries);
    return { outcome: 'done' };
  },
};

const slotCarrier: Carrier<'slot'> = {
  ...quietly,
  carryOut: async (shell, { key, generation }) => {
    await shell.store.raiseSlot(key, generation);
    return { outcome: 'done' };
  },
};

const eventsCarrier: Carrier<'events'> = {
  ...quietly,
  carryOut: async (shell, _incident, { events }) => {
    await shell.bus.emit(events);
    return { outcome: 'done' };
  },
};

const signalCarrier: Carrier<'signal'> = {
  ...quietly,
  carryOut: async (shell, incident, { record }) => ({
    outcome: 'done',
    followUps: await recordSignal(shell, incident, record),
  }),
};

const endSignalsCarrier: Carrier<'end-signals'> = {
  ...quietly,
  carryOut: async (shell, { id }, { beforeMs }) => {
    await endSignals(shell, id, beforeMs);
    return { outcome: 'done' };
  },
};

const endSignals = async (shell: Shell, incidentId: string, beforeMs: number): Promise<void> => {
  const standing = await shell.store.standing(incidentId, END_SIGNALS_LIMIT);
  const over = standing.filter(
    ({ kind, activeSinceMs = 0 }) => !clearsByItself(kind) && activeSinceMs <= beforeMs,
  );
  await Promise.all(
    over.map((signal) => shell.store.putSignal(incidentId, ended(signal, 'ended-by-person'))),
  );
};

/** Everything that it does is done elsewhere, or decided anew. */
const mergeCarrier: Carrier<'merge'> = {
  ...quietly,
  carryOut: async (_shell, { id }, { from, by }) => ({
    outcome: 'done',
    followUps: [{ kind: 'merge', into: id, from, by }],
  }),
};

/** How each kind of effect is carried out: a kind without a row does not compile. */
const carriers = {
  notify: messageCarrier,
  entries: entriesCarrier,
  slot: slotCarrier,
  events: eventsCarrier,
  signal: signalCarrier,
  'end-signals': endSignalsCarrier,
  merge: mergeCarrier,
} as const satisfies { readonly [K in EffectKind]: Carrier<K> };

/**
 * Undefined for a kind that this release does not know: two releases run side by side during a deployment, and one may
 * be rolled back.
 */
export const carrierOf = (kind: string): Carrier<EffectKind> | undefined =>
  own<Carrier<EffectKind>>(carriers, kind);
