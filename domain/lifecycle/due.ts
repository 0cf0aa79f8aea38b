import type { ClockContext, Facts } from '../clocks/clock.ts';
import { dueNow } from '../clocks/next-due.ts';
import { change, type Draft, startDraft, turn } from '../incident/draft.ts';
import type { Incident } from '../incident/incident.ts';
import { notClearAfterAll } from './clear.ts';

/**
 * Decides on everything that is due, in one decision and in the table's order. After a pause each rung is paged once
 * and missed status updates are skipped. A clock that another clock has stopped meanwhile does not act. Deadlines up
 * to `DUE_WITHIN_MS` away count as due, so the draft's `nowMs` is moved to the latest of them.
 */
export const decideDue = (incident: Incident, facts: Facts, given: ClockContext): Draft => {
  const due = dueNow(incident, given);
  const nowMs = Math.max(given.nowMs, ...due.map(({ atMs }) => atMs));
  const draft = startDraft(incident, { ...given, nowMs });
  if (incident.failing) change(draft, { failing: undefined });
  if (incident.clearSinceMs !== undefined && sawStanding(facts)) notClearAfterAll(draft);
  for (const { clock } of due) {
    const atMs = clock.dueAtMs(draft.incident, given.configuration);
    if (atMs !== undefined && atMs <= nowMs) clock.run(draft, facts);
  }
  turn(draft, 'decided');
  return draft;
};

const sawStanding = ({ standing, counted }: Facts): boolean =>
  standing === true || (counted !== undefined && counted.active > 0);
