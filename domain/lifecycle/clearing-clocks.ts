import { type Clock, type Facts, unaffected } from '../clocks/clock.ts';
import { expectExpiry } from '../clocks/expiry-check.ts';
import { addEntry, change, type Draft, type Turn } from '../incident/draft.ts';
import { isOpen, SYSTEM } from '../incident/incident.ts';
import {
  beginClearing,
  investigating,
  mayClear,
  mitigate,
  owesSignals,
  resolve,
  resolvesByItself,
} from './clear.ts';

/** Past the longest lease of an effect. */
const LOOK_AGAIN_MS = 60_000;

/** Sources that never say OK are over after a time of their kind. docs/architecture.md, Episodes. */
export const expiryClock: Clock = {
  name: 'expiry',
  dueAtMs: (incident) => (isOpen(incident) ? incident.expiryCheckAtMs : undefined),
  needs: ['expiry', 'standing'],
  run: (draft, facts) => expire(draft, facts),
  on: { ...unaffected, resolved: (draft) => change(draft, { expiryCheckAtMs: undefined }) },
};

/**
 * The last that stood has expired: the hold begins with this commit, since nobody may be left to look again soon. What is
 * still to be written may expire as well: it is looked at once that is done.
 */
const expire = (draft: Draft, { standing, nextExpiryAtMs }: Facts): void => {
  const againAtMs = owesSignals(draft.incident) ? draft.context.nowMs + LOOK_AGAIN_MS : undefined;
  change(draft, { expiryCheckAtMs: undefined });
  expectExpiry(draft, [nextExpiryAtMs ?? againAtMs ?? Number.POSITIVE_INFINITY]);
  if (standing === false && mayClear(draft.incident)) beginClearing(draft);
};

const forgetClearing: Turn = (draft) => change(draft, { clearSinceMs: undefined });

/** Nothing has stood for the hold: mitigated. docs/requirements.md, Auto-resolve. */
export const clearHoldClock: Clock = {
  name: 'clear-hold',
  dueAtMs: ({ status, clearSinceMs }, { clocks }) =>
    status === 'investigating' && clearSinceMs !== undefined ? clearSinceMs + clocks.clearHoldMs : undefined,
  needs: ['standing'],
  run: (draft, facts) => {
    if (isStillClear(draft, facts)) mitigate(draft, SYSTEM, 'signals-clear');
  },
  on: { ...unaffected, resolved: forgetClearing, reopened: forgetClearing },
};

/** Mitigated, and nothing has stood for longer: resolved. docs/requirements.md, Auto-resolve. */
export const autoResolveClock: Clock = {
  name: 'auto-resolve',
  dueAtMs: (incident, { clocks }) => {
    const { status, clearSinceMs, mitigatedAtMs = 0 } = incident;
    if (status !== 'mitigated' || clearSinceMs === undefined || !resolvesByItself(incident)) return undefined;
    return Math.max(clearSinceMs + clocks.clearHoldMs, mitigatedAtMs) + clocks.autoResolveMs;
  },
  needs: ['standing'],
  run: (draft, facts) => {
    if (isStillClear(draft, facts)) resolve(draft, SYSTEM, 'signals-clear');
  },
  on: unaffected,
};

/** Where something stands after all, what clearing alone had said is taken back. */
const isStillClear = (draft: Draft, { standing }: Facts): boolean => {
  if (standing === false) return !owesSignals(draft.incident);
  change(draft, { clearSinceMs: undefined });
  if (draft.incident.mitigatedReason === 'signals-clear') {
    change(draft, investigating);
    addEntry(draft, 'investigating', 'Investigating again: a signal stands', {
      reason: 'alarm-after-mitigation',
    });
  }
  return false;
};

/**
 * A person resolved while alarms stood: they are looked at again, whatever was done since, closing included.
 * docs/architecture.md, Episodes.
 */
export const recheckClock: Clock = {
  name: 'recheck',
  dueAtMs: (incident) => (isOpen(incident) ? undefined : incident.recheckAtMs),
  needs: ['taken-in-again'],
  run: (draft) => {
    // A signal still to be written may stand: it is looked at once that is done.
    const againAtMs = owesSignals(draft.incident) ? draft.context.nowMs + LOOK_AGAIN_MS : undefined;
    change(draft, { recheckAtMs: againAtMs });
  },
  on: {
    ...unaffected,
    resolved: (draft) => {
      const { nowMs, configuration } = draft.context;
      if (draft.incident.resolvedBy !== SYSTEM)
        change(draft, { recheckAtMs: nowMs + configuration.clocks.recheckMs });
    },
    reopened: (draft) => change(draft, { recheckAtMs: undefined }),
  },
};
