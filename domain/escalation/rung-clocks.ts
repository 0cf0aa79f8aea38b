import { type Clock, unaffected } from '../clocks/clock.ts';
import { type Context, change } from '../incident/draft.ts';
import { type Incident, isOpen } from '../incident/incident.ts';
import { goOnInAnotherEpisode, startEpisode } from './episodes.ts';
import { policyFor } from './policy.ts';
import { goOn, isResting, restRungs, runRungs, stopRungs } from './rungs.ts';

/** An incident that keeps coming back by itself pages, but no sooner than the damping allows. */
const dampedStartMs = (incident: Incident, { nowMs, configuration }: Context): number =>
  Math.max(nowMs, incident.episode.startedAtMs + configuration.clocks.episodeDampingMs);

/**
 * Nobody has acknowledged: the next rung, or a repeat. Emergency Response Procedures, "Escalation Rules". It rests
 * while nothing stands. `clearSinceMs` alone does not show that: a signal may have joined at the same moment. Whoever
 * joins later finds `clearSinceMs`, and commits (docs/architecture.md, Joining and clearing). So it must have been
 * committed before the look: one that this decision sets, nobody has met yet.
 */
export const rungClock: Clock = {
  name: 'rung',
  dueAtMs: (incident) =>
    isOpen(incident) && !isResting(incident) ? incident.escalation.nextAtMs : undefined,
  needs: ['standing'],
  run: (draft, { standing, wasClear = false }) => {
    if (standing === false && wasClear && draft.incident.clearSinceMs !== undefined) restRungs(draft);
    else if (draft.incident.escalation.restingSinceMs === undefined) runRungs(draft);
    else goOn(draft);
  },
  on: {
    ...unaffected,
    acknowledged: (draft) => stopRungs(draft),
    // A risen severity pages anew by its own policy. docs/requirements.md, Clocks.
    risen: (draft) => {
      const { service, severity } = draft.incident;
      const policy = policyFor(draft.context.configuration, service, severity);
      startEpisode(draft, 'severity-risen', { policy });
    },
    resolved: (draft) => stopRungs(draft),
    recurred: (draft) => goOn(draft),
    reopened: (draft, { isDamped = false }) => {
      const firstRungAtMs = isDamped ? dampedStartMs(draft.incident, draft.context) : draft.context.nowMs;
      startEpisode(draft, 'reopened', { firstRungAtMs });
    },
  },
};

/** An acknowledgement that was given for a time is over: the rungs go on where they were. docs/requirements.md, Clocks. */
export const acknowledgementClock: Clock = {
  name: 'acknowledgement',
  dueAtMs: (incident) => (isOpen(incident) ? incident.episode.acknowledgedUntilMs : undefined),
  needs: ['standing'],
  run: (draft, facts) => {
    goOnInAnotherEpisode(draft, 'acknowledgement-ended');
    change(draft, { escalation: { ...draft.incident.escalation, nextAtMs: draft.context.nowMs } });
    rungClock.run(draft, facts);
  },
  on: unaffected,
};
