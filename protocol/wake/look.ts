import type { Clock, Facts, Need } from '../../domain/clocks/clock.ts';
import { DUE_WITHIN_MS } from '../../domain/clocks/next-due.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { ended, type SignalRecord } from '../../domain/signal/signal-record.ts';
import type { Shell } from '../shell.ts';
import { anyStands } from '../standing.ts';
import { reconcileStanding } from './reconcile.ts';
import { removeRemains } from './remove-remains.ts';

/** Signals looked at in one wake-up; what is beyond waits for the next. */
export const SIGNALS_A_WAKE = 100;
const COUNT_CAP = 1_000;

type Looker = (shell: Shell, incident: Incident) => Promise<Facts>;

const expireSignals: Looker = async (shell, { id }) => {
  const standing = await shell.store.standing(id, SIGNALS_A_WAKE);
  const nowMs = shell.now() + DUE_WITHIN_MS;
  const isOver = ({ expiresAtMs }: SignalRecord) => expiresAtMs !== undefined && expiresAtMs <= nowMs;
  const over = standing.filter(isOver);
  await Promise.all(over.map((signal) => shell.store.putSignal(id, ended(signal, 'expired'))));
  const later = expiryAmong(standing.filter((signal) => !isOver(signal)));
  if (later.nextExpiryAtMs !== undefined || standing.length < SIGNALS_A_WAKE) return later;
  // More signals stand than were looked at.
  return { nextExpiryAtMs: nowMs + shell.configuration.clocks.clearHoldMs };
};

const lookForStanding: Looker = async (shell, { id, clearSinceMs }) => ({
  standing: await anyStands(shell, id),
  wasClear: clearSinceMs !== undefined,
});

const takeCensus: Looker = async (shell, incident) => {
  const found = await reconcileStanding(shell, incident, SIGNALS_A_WAKE);
  return { ...expiryAmong(found), counted: await shell.store.countSignals(incident.id, COUNT_CAP) };
};

const remove: Looker = async (shell, incident) => ({ wasLeft: await removeRemains(shell, incident) });

const expiryAmong = (standing: readonly SignalRecord[]): Facts => {
  const expiries = standing.flatMap(({ expiresAtMs }) => expiresAtMs ?? []);
  return expiries.length === 0 ? {} : { nextExpiryAtMs: Math.min(...expiries) };
};

/** In this order: an expired signal no longer stands when `standing` is looked up. */
const lookers = {
  expiry: expireSignals,
  standing: lookForStanding,
  census: takeCensus,
  removal: remove,
} as const satisfies Readonly<Record<Exclude<Need, 'taken-in-again'>, Looker>>;

/** Looks up what the due clocks need to know. Where two lookers find the same fact, the first one counts. */
export const look = async (shell: Shell, incident: Incident, due: readonly Clock[]): Promise<Facts> => {
  const needed = new Set<string>(due.flatMap(({ needs }) => needs));
  let facts: Facts = {};
  for (const [need, lookUp] of Object.entries(lookers))
    if (needed.has(need)) facts = { ...(await lookUp(shell, incident)), ...facts };
  return facts;
};
