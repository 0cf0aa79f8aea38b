import { addEntry, change, type Draft, voidNotices } from '../incident/draft.ts';
import type { Episode, Escalation } from '../incident/incident.ts';
import { isRungPage } from '../incident/notice.ts';
import type { Policy } from '../kernel/configuration.ts';
import { byHand, page } from './page.ts';
import { freshEscalation } from './policy.ts';
import { runRungs } from './rungs.ts';

/**
 * Starts another episode: unacknowledged, with its first rung due at `firstRungAtMs`. Pages that the last episode's
 * rungs still owe become void. docs/architecture.md, Episodes.
 */
export const startEpisode = (
  draft: Draft,
  reason: Episode['reason'],
  options: { readonly firstRungAtMs?: number; readonly policy?: Policy } = {},
): void => {
  const policy = options.policy ?? draft.incident.escalation.policy;
  beginEpisode(draft, reason, freshEscalation(policy, options.firstRungAtMs ?? draft.context.nowMs));
  runRungs(draft);
};

const beginEpisode = (draft: Draft, reason: Episode['reason'], escalation: Escalation): void => {
  const { incident, context } = draft;
  const number = incident.episode.number + 1;
  voidNotices(draft, isRungPage);
  change(draft, { episode: { number, startedAtMs: context.nowMs, reason }, escalation });
  const how = escalation.nextRung === 0 && escalation.repeats === 0 ? 'starts over' : 'goes on';
  addEntry(draft, 'episode-started', `Episode ${number}: paging ${how}`, { reason });
};

/** Another episode, in which the rungs are where they were. The caller says when the next one is due. */
export const goOnInAnotherEpisode = (draft: Draft, reason: Episode['reason']): void => {
  const { nextAtMs: _, ...escalation } = draft.incident.escalation;
  beginEpisode(draft, reason, { ...escalation, paged: [] });
};

/** Pages the next rung now, and counts its time from now, acknowledged or not. */
export const nextRungNow = (draft: Draft): void => {
  const { policy, nextRung } = draft.incident.escalation;
  const rung = policy.rungs[nextRung];
  if (rung === undefined) return;
  awaitAnswer(draft, rung.timeoutMs);
  page(draft, rung.audiences, { rung: rung.id, reason: 'escalated' });
  const { restingSinceMs: _, ...rest } = draft.incident.escalation;
  const nextAtMs = draft.context.nowMs + rung.timeoutMs;
  change(draft, { escalation: { ...rest, nextRung: nextRung + 1, nextAtMs } });
};

/** Pages these audiences by a person's wish. The rungs go on as they were, or where nobody answers after an acknowledgement. */
export const pageByHand = (draft: Draft, audiences: readonly string[]): void => {
  const { policy, nextRung } = draft.incident.escalation;
  const rung = policy.rungs[Math.min(nextRung, policy.rungs.length - 1)];
  awaitAnswer(draft, rung?.timeoutMs ?? policy.repeatEveryMs);
  page(draft, audiences, { rung: byHand(draft.incident.version + 1), reason: 'by-person' });
};

/**
 * An acknowledgement does not cover whom a person pages after it: another episode begins, and the next rung is due
 * when they have not answered in time.
 */
const awaitAnswer = (draft: Draft, timeoutMs: number): void => {
  if (draft.incident.episode.acknowledgedAtMs === undefined) return;
  goOnInAnotherEpisode(draft, 'escalated-after-acknowledgement');
  change(draft, {
    escalation: { ...draft.incident.escalation, nextAtMs: draft.context.nowMs + timeoutMs },
  });
};
