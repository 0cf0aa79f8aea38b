import { type Clock, unaffected } from '../clocks/clock.ts';
import { addEntry } from '../incident/draft.ts';
import { isOpen } from '../incident/incident.ts';
import { askForTriage } from './ask.ts';

/** The service is examined when the incident opens, comes back or gets worse, and again while it lasts. */
export const triageClock: Clock = {
  name: 'triage',
  dueAtMs: (incident) => (isOpen(incident) ? incident.triage?.nextAtMs : undefined),
  needs: [],
  run: (draft) => {
    const { triage } = draft.incident;
    if (triage?.state === 'running')
      addEntry(draft, 'triaged', `Triage run ${triage.runs} gave no answer: asked for another`, {
        reason: 'triage-lost',
      });
    askForTriage(draft, 'look-again');
  },
  on: {
    ...unaffected,
    opened: (draft) => askForTriage(draft, 'opened'),
    risen: (draft) => askForTriage(draft, 'severity-raised'),
    reopened: (draft) => askForTriage(draft, 'reopened'),
  },
};
