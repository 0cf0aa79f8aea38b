import { addEntry, change, type Draft, voidNotices } from '../incident/draft.ts';
import type { Incident } from '../incident/incident.ts';
import { isRungPage } from '../incident/notice.ts';
import type { Rung } from '../kernel/configuration.ts';
import { heldUntil, holdResponse } from '../notice/held-back.ts';
import { page, pageReminder, pageRepeat } from './page.ts';

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
export const restRungs = (draft: Draft): void => {
  const { escalation } = draft.incident;
  change(draft, { escalation: { ...escalation, restingSinceMs: draft.context.nowMs } });
  addEntry(draft, 'rung-skipped', 'No signal is active: paging rests until one is', {
    reason: 'signals-clear',
  });
};

/**
 * Whether they rest. A release that knows no rest may have taken the clearing back and left the rest in the record: they
 * go on then (docs/adr/0016).
 */
export const isResting = ({ clearSinceMs, escalation }: Incident): boolean =>
  escalation.restingSinceMs !== undefined && clearSinceMs !== undefined;

/** Something stands again: the rungs go on where they were. */
export const goOn = (draft: Draft): void => {
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
export const stopRungs = (draft: Draft): void => {
  const { nextAtMs: _, restingSinceMs: __, ...rest } = draft.incident.escalation;
  voidNotices(draft, isRungPage);
  change(draft, { escalation: rest });
};
