import { addEntry, announce, type Context, change, type Draft, startDraft, turn } from '../incident/draft.ts';
import { type Incident, SYSTEM } from '../incident/incident.ts';
import type { Arrival } from '../signal/arrival.ts';
import { tellOfAlarm } from './alarm-facts.ts';
import { investigating, sawStanding } from './clear.ts';
import { joinParts } from './join.ts';
import { openersOf, oweSignals, worstOf } from './open.ts';

/** An alarm came back within the reopen window: the same incident, another episode. docs/architecture.md, Opening. */
export const reopenIncident = (incident: Incident, arrivals: readonly Arrival[], context: Context): Draft => {
  const draft = startDraft(incident, context);
  const byPerson = incident.resolvedBy !== undefined && incident.resolvedBy !== SYSTEM;
  tellOfAlarm(draft, worstOf(arrivals));
  const names = arrivals.map(({ record }) => record.name).slice(0, 3);
  reopen(draft, {
    reason: byPerson ? 'resolved-while-alarming' : 'alarm-within-reopen-window',
    text: `Reopened: ${names.join(', ')}`,
    isDamped: !byPerson,
  });
  sawStanding(draft, arrivals.length);
  oweSignals(draft, openersOf(arrivals));
  joinParts(draft, arrivals);
  return draft;
};

/** Sets an incident back to investigating, for any caller, and runs the clocks' turn. */
export const reopen = (
  draft: Draft,
  why: {
    readonly reason: string;
    readonly text: string;
    readonly by?: string;
    readonly isDamped?: boolean;
  },
): void => {
  const { reason, text, by, isDamped = false } = why;
  change(draft, {
    ...investigating,
    resolvedAtMs: undefined,
    resolvedBy: undefined,
    flaps: draft.incident.flaps + 1,
    // A failure while it was resolved must not hold back a page of the new episode (I4).
    failing: undefined,
  });
  addEntry(draft, 'reopened', text, { reason, by });
  announce(draft, 'incident.reopened', by, reason);
  turn(draft, 'reopened', { isDamped });
};
