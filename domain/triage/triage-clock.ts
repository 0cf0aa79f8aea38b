import { type Clock, unaffected } from '../clocks/clock.ts';
import { addEntry, change, type Draft } from '../incident/draft.ts';
import { type Incident, isOpen } from '../incident/incident.ts';
import type { TriageSummary } from '../incident/triage-summary.ts';
import { askForTriage, nextLookMs } from './ask.ts';
import { verifies } from './verification.ts';

/** The service is examined when the incident opens, comes back or gets worse, and again while it lasts. */
export const triageClock: Clock = {
  name: 'triage',
  dueAtMs: (incident) => (isOpen(incident) ? dueAtMs(incident) : undefined),
  needs: [],
  run: (draft) => {
    const { triage } = draft.incident;
    if (triage?.state === 'running') lose(draft, triage);
    else askForTriage(draft, verifies(draft.incident) ? 'cleared' : 'look-again');
  },
  on: {
    ...unaffected,
    opened: (draft) => askForTriage(draft, 'opened'),
    risen: (draft) => askForTriage(draft, 'severity-raised'),
    reopened: (draft) => askForTriage(draft, 'reopened'),
  },
};

/** What has been mitigated by clearing since the last look is verified at once. */
const dueAtMs = (incident: Incident): number | undefined => {
  const { triage, mitigatedAtMs = 0 } = incident;
  if (triage === undefined) return undefined;
  const isUnverified = verifies(incident) && triage.state !== 'running' && triage.askedAtMs < mitigatedAtMs;
  return isUnverified ? mitigatedAtMs : triage.nextAtMs;
};

/**
 * A run that gave no answer is asked for again at once. Where that one gives none either, the record says so once, and the
 * next look is a planned one: a triage that is down must not fill the timeline.
 */
const lose = (draft: Draft, triage: TriageSummary): void => {
  const lost = (triage.lost ?? 0) + 1;
  const { nextAtMs: _, ...rest } = triage;
  const nextAtMs = nextLookMs(draft.incident, draft.context);
  change(draft, {
    triage: { ...rest, state: 'lost', lost, ...(nextAtMs === undefined ? {} : { nextAtMs }) },
  });
  if (lost === 1) askForTriage(draft, 'look-again');
  if (lost === 2)
    addEntry(draft, 'triaged', 'Triage gives no answer: look at the log of triage-incident', {
      reason: 'triage-lost',
    });
};
