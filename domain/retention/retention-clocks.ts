import { type Clock, unaffected } from '../clocks/clock.ts';
import { change, type Draft } from '../incident/draft.ts';
import { type Incident, isOpen } from '../incident/incident.ts';
import { claimOf, tombstoneOf } from './tombstone.ts';

/**
 * Between two looks at what is left. Longer than any function lives: whoever knew the incident when it was retired has
 * written by then what it was about to write.
 */
const LOOK_AGAIN_MS = 60_000;

/** Over, and nothing is to be done for it any more: nothing is owed, no alarm is to be looked at again. */
const isSettled = (incident: Incident): boolean =>
  !isOpen(incident) &&
  incident.retiredAtMs === undefined &&
  incident.recheckAtMs === undefined &&
  Object.keys(incident.outbox).length === 0;

/**
 * Kept for so long after its resolution, then retired. All that was in its state is gone with this commit, but for the claim on
 * its id: else a later alarm would open the same id again. docs/adr/0031.
 */
export const retentionClock: Clock = {
  name: 'retention',
  dueAtMs: (incident, { retentionMs }) => {
    // What was merged into another incident is closed without a resolution of its own.
    const overAtMs = incident.resolvedAtMs ?? incident.closedAtMs;
    if (retentionMs === undefined || overAtMs === undefined || !isSettled(incident)) return undefined;
    return overAtMs + retentionMs;
  },
  needs: [],
  run: (draft) => {
    // What else is decided is written down first; the next wake-up retires it.
    if (!draft.changed) retire(draft);
  },
  on: unaffected,
  canWait: true,
};

const retire = (draft: Draft): void => {
  const { incident, context } = draft;
  const { nowMs } = context;
  draft.incident = tombstoneOf({
    ...claimOf(incident),
    sealed: incident.sealed ?? 'closed',
    retiredAtMs: nowMs,
    removeAtMs: nowMs + LOOK_AGAIN_MS,
  });
  draft.changed = true;
};

/** A signal was written to a retired incident: its message was on the way when its alarm item still named it. */
export const expectRemains = (draft: Draft): void =>
  change(draft, { removeAtMs: draft.context.nowMs + LOOK_AGAIN_MS });

/** What hangs at a retired incident is removed, in as many looks as that takes, until one finds nothing. */
export const removalClock: Clock = {
  name: 'removal',
  dueAtMs: ({ removeAtMs }) => removeAtMs,
  needs: ['removal'],
  run: (draft, { wasLeft }) =>
    change(draft, { removeAtMs: wasLeft ? draft.context.nowMs + LOOK_AGAIN_MS : undefined }),
  on: unaffected,
  canWait: true,
};
