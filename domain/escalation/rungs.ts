import { type Clock, unaffected } from '../clocks/clock.ts';
import { addEntry, type Context, change, type Draft, voidNotices } from '../incident/draft.ts';
import { type Episode, type Escalation, type Incident, isOpen } from '../incident/incident.ts';
import { isRungPage } from '../incident/notice.ts';
import { FALLBACK } from '../kernel/audiences.ts';
import type { Configuration, Policy, Rung } from '../kernel/configuration.ts';
import type { Severity } from '../kernel/severity.ts';
import { heldUntil, holdResponse } from '../notice/held-back.ts';
import { page, pageReminder, pageRepeat } from './page.ts';

/** The policy of a service, else of the severity. The incident keeps a snapshot of it. */
export const policyFor = (configuration: Configuration, service: string, severity: Severity): Policy => {
  const named = configuration.services.find((rule) => rule.name === service)?.policy;
  const policy = configuration.policies[named ?? configuration.policyBySeverity[severity]];
  return (
    policy ?? {
      name: 'fallback',
      rungs: [{ id: FALLBACK, audiences: [FALLBACK], timeoutMs: 300_000 }],
      repeatEveryMs: 300_000,
    }
  );
};

export const freshEscalation = (policy: Policy, nextAtMs: number): Escalation => ({
  policy,
  nextRung: 0,
  nextAtMs,
  repeats: 0,
  paged: [],
});

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
const goOnInAnotherEpisode = (draft: Draft, reason: Episode['reason']): void => {
  const { nextAtMs: _, ...escalation } = draft.incident.escalation;
  beginEpisode(draft, reason, { ...escalation, paged: [] });
};

/**
 * Pages every rung that is due (I4); after a pause, each missed rung once. A rung with nobody to page gives way to
 * the next. After the last rung pages repeat, with the fallback audience. Emergency Response Procedures, "Escalation
 * Rules".
 */
export const runRungs = (draft: Draft): void => {
  const { nowMs } = draft.context;
  for (let guard = 0; guard < 100; guard++) {
    const { escalation, episode } = draft.incident;
    const { nextAtMs, policy, nextRung } = escalation;
    if (nextAtMs === undefined || nextAtMs > nowMs || episode.acknowledgedAtMs !== undefined) return;
    if (waitForMorning(draft)) return;
    const rung = policy.rungs[nextRung];
    if (rung === undefined) repeatLastRung(draft);
    else pageRung(draft, rung, nextAtMs);
  }
};

const pageRung = (draft: Draft, rung: Rung, atMs: number): void => {
  const { escalation, episode } = draft.incident;
  const { nextRung } = escalation;
  const reason = nextRung === 0 ? episode.reason : 'no-response';
  const reachable = page(draft, rung.audiences, { rung: rung.id, reason }, false);
  const nextAtMs = reachable > 0 ? after(draft, atMs, rung.timeoutMs) : atMs;
  change(draft, { escalation: { ...draft.incident.escalation, nextRung: nextRung + 1, nextAtMs } });
};

/** A rung's time runs from its page. A rung that is overdue even so is caught up now. */
const after = (draft: Draft, deadlineMs: number, durationMs: number): number => {
  const { nowMs } = draft.context;
  return deadlineMs + durationMs <= nowMs ? deadlineMs + durationMs : nowMs + durationMs;
};

/** The rung that was paged last, in this episode if one was. */
const lastPagedRung = ({ escalation, episode }: Incident): Rung | undefined => {
  const wasPaged = (rung: Rung) =>
    rung.audiences.some((name) => escalation.paged.includes(`${episode.number}/${rung.id}/${name}`));
  const { rungs } = escalation.policy;
  return rungs.findLast(wasPaged) ?? rungs[Math.min(escalation.nextRung, rungs.length) - 1];
};

const repeatLastRung = (draft: Draft): void => {
  const { policy, repeats } = draft.incident.escalation;
  pageRepeat(draft, lastPagedRung(draft.incident)?.audiences ?? [], repeats + 1);
  const isLast = policy.maxRepeats !== undefined && repeats + 1 >= policy.maxRepeats;
  const { nextAtMs: _, ...rest } = draft.incident.escalation;
  const nextAtMs = draft.context.nowMs + policy.repeatEveryMs;
  change(draft, { escalation: { ...rest, repeats: repeats + 1, ...(isLast ? {} : { nextAtMs }) } });
};

/** Quiet hours hold back rungs. Triggers that signals or people fire page all the same. */
const waitForMorning = (draft: Draft): boolean => {
  const { escalation } = draft.incident;
  const untilMs = heldUntil(draft.incident, draft.context.nowMs);
  if (untilMs === undefined) return false;
  holdResponse(draft, untilMs);
  addEntry(draft, 'rung-skipped', 'Quiet hours: the page waits until they end', { reason: 'quiet-hours' });
  change(draft, { escalation: { ...escalation, nextAtMs: untilMs } });
  return true;
};

/** The time of a rung has come, and nothing stands: nobody is paged until something does. docs/requirements.md, Clocks. */
const restRungs = (draft: Draft): void => {
  const { escalation } = draft.incident;
  change(draft, { escalation: { ...escalation, restingSinceMs: draft.context.nowMs } });
  addEntry(draft, 'rung-skipped', 'No signal is active: paging rests until one is', {
    reason: 'signals-clear',
  });
};

/** Something stands again: the rungs go on where they were. */
const goOn = (draft: Draft): void => {
  const { restingSinceMs, ...escalation } = draft.incident.escalation;
  if (restingSinceMs === undefined) return;
  change(draft, { escalation: { ...escalation, nextAtMs: draft.context.nowMs } });
  runRungs(draft);
};

/** Reminds the rung that was paged last, or the first: it does not climb. */
export const remindLastRung = (draft: Draft): void => {
  const { escalation } = draft.incident;
  const reminders = (escalation.reminders ?? 0) + 1;
  const rung = lastPagedRung(draft.incident) ?? escalation.policy.rungs[0];
  pageReminder(draft, rung?.audiences ?? [], reminders);
  change(draft, { escalation: { ...escalation, reminders, remindedAtMs: draft.context.nowMs } });
};

/** Stops the no-response clock: after an acknowledgement or a resolution (I5). */
const stopRungs = (draft: Draft): void => {
  const { nextAtMs: _, restingSinceMs: __, ...rest } = draft.incident.escalation;
  voidNotices(draft, isRungPage);
  change(draft, { escalation: rest });
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
  page(draft, audiences, { rung: `by-hand-${draft.incident.version + 1}`, reason: 'by-person' });
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

/** An incident that keeps coming back by itself pages, but no sooner than the damping allows. */
const dampedStartMs = (incident: Incident, { nowMs, configuration }: Context): number =>
  Math.max(nowMs, incident.episode.startedAtMs + configuration.clocks.episodeDampingMs);

/**
 * Nobody has acknowledged: the next rung, or a repeat. Emergency Response Procedures, "Escalation Rules". It rests
 * while nothing stands. `clearSinceMs` alone does not show that: a signal may have joined at the same moment. Whoever
 * joins later finds `clearSinceMs`, and commits (docs/architecture.md, Joining and clearing).
 */
export const rungClock: Clock = {
  name: 'rung',
  dueAtMs: (incident) => {
    const { nextAtMs, restingSinceMs } = incident.escalation;
    return isOpen(incident) && restingSinceMs === undefined ? nextAtMs : undefined;
  },
  needs: ['standing'],
  run: (draft, { standing }) => {
    if (standing === false && draft.incident.clearSinceMs !== undefined) restRungs(draft);
    else runRungs(draft);
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
