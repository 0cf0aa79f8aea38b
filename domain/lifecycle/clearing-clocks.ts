import { type Clock, type Facts, unaffected } from '../clocks/clock.ts';
import { expectExpiry } from '../clocks/expiry-check.ts';
import { remindLastRung } from '../escalation/rungs.ts';
import { change, type Draft, type Turn } from '../incident/draft.ts';
import { isOpen, resolvesByItself, SYSTEM } from '../incident/incident.ts';
import { outsideQuietHours } from '../notice/held-back.ts';
import { beginClearing, mayClear, mitigate, owesSignals, resolve } from './clear.ts';

/** Longer than any lease of an effect. */
const LOOK_AGAIN_MS = 60_000;

/** Ends sources that never say OK, each kind after its own time. docs/architecture.md, Episodes. */
export const expiryClock: Clock = {
  name: 'expiry',
  dueAtMs: (incident) => (isOpen(incident) ? incident.expiryCheckAtMs : undefined),
  needs: ['expiry', 'standing'],
  run: (draft, facts) => expire(draft, facts),
  on: { ...unaffected, resolved: (draft) => change(draft, { expiryCheckAtMs: undefined }) },
};

/**
 * When the last standing signal has expired, the hold begins with this commit: perhaps nothing else looks again soon.
 * Signals still to be written may expire too, so there is another look after they are written.
 */
const expire = (draft: Draft, { standing, nextExpiryAtMs }: Facts): void => {
  const againAtMs = owesSignals(draft.incident) ? draft.context.nowMs + LOOK_AGAIN_MS : undefined;
  change(draft, { expiryCheckAtMs: undefined });
  expectExpiry(draft, [nextExpiryAtMs ?? againAtMs ?? Number.POSITIVE_INFINITY]);
  if (standing === false && mayClear(draft.incident)) beginClearing(draft, 'expiry');
};

const forgetClearing: Turn = (draft) =>
  change(draft, { clearSinceMs: undefined, keptOpenSinceMs: undefined });

/** Nothing has stood during the hold: mitigated. docs/requirements.md, Auto-resolve. */
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
    // Users still notice it: docs/triage.md, Verification.
    if (incident.triage?.verification?.passed === false) return undefined;
    return Math.max(clearSinceMs + clocks.clearHoldMs, mitigatedAtMs) + clocks.autoResolveMs;
  },
  needs: ['standing'],
  run: (draft, facts) => {
    if (isStillClear(draft, facts)) resolve(draft, SYSTEM, 'signals-clear');
  },
  on: unaffected,
};

/**
 * What has cleared and resolves by a person alone reminds whoever was paged last, until somebody acknowledges.
 * docs/requirements.md, Clocks.
 */
export const reminderClock: Clock = {
  name: 'reminder',
  dueAtMs: (incident, { clocks }) => {
    const { clearSinceMs, episode, escalation } = incident;
    if (!isOpen(incident) || resolvesByItself(incident)) return undefined;
    if (clearSinceMs === undefined || episode.acknowledgedAtMs !== undefined) return undefined;
    const lastMs = Math.max(clearSinceMs, escalation.remindedAtMs ?? 0);
    return outsideQuietHours(incident, lastMs + clocks.reminderMs);
  },
  needs: ['standing'],
  run: (draft, facts) => {
    if (isStillClear(draft, facts)) remindLastRung(draft);
  },
  on: unaffected,
};

/** Where something stands after all, the clearing has been taken back already: domain/lifecycle/due.ts. */
const isStillClear = (draft: Draft, { standing }: Facts): boolean =>
  standing === false && !owesSignals(draft.incident);

/**
 * A person resolved while alarms stood: they are looked at again, even if the incident has been closed since.
 * docs/architecture.md, Episodes.
 */
export const recheckClock: Clock = {
  name: 'recheck',
  dueAtMs: (incident) => (isOpen(incident) ? undefined : incident.recheckAtMs),
  needs: ['taken-in-again'],
  run: (draft) => {
    // A signal still to be written may stand: look again after it is written.
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
