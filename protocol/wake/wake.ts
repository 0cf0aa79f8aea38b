import type { Clock, ClockContext } from '../../domain/clocks/clock.ts';
import { DUE_WITHIN_MS, dueNow, nextDeadlineMs, nextDue } from '../../domain/clocks/next-due.ts';
import { addEntry, change, type Draft, oweNotice, startDraft } from '../../domain/incident/draft.ts';
import type { Effect } from '../../domain/incident/effect.ts';
import { heldOf, heldUntilMs } from '../../domain/incident/held-page.ts';
import { type Incident, isOpen } from '../../domain/incident/incident.ts';
import { noticeId } from '../../domain/incident/notice.ts';
import { FALLBACK } from '../../domain/kernel/audiences.ts';
import { decideDue } from '../../domain/lifecycle/due.ts';
import { reopen } from '../../domain/lifecycle/reopen.ts';
import { commitDraft, contextOf, ownEffects, untilDone } from '../commit.ts';
import { followUp } from '../intake/follow-up.ts';
import { settle } from '../intake/settle.ts';
import { backOffMs, LONGEST_RETRY_MS } from '../outbox/back-off.ts';
import { drain, setTimer } from '../outbox/drain.ts';
import type { Shell } from '../shell.ts';
import { look } from './look.ts';
import { takeInAgain } from './take-in-again.ts';

/** What a wake-up did: the literal reason of the log and the metric. */
export type Woken = 'decided' | 'nothing-due' | 'not-found';

/**
 * Looks at an incident afresh: whatever woke it, the record is the truth. Takes over effects whose lease has ended, and
 * decides on everything that is due, in one commit. docs/architecture.md, Timers. `holding`: a digest is to tell what is
 * held, so the ids of incidents that hold pages are added to it.
 */
export const wakeIncident = (shell: Shell, incidentId: string, holding?: Set<string>): Promise<Woken> =>
  untilDone(shell, incidentId, () => wakeOnce(shell, incidentId, holding));

const wakeOnce = async (
  shell: Shell,
  incidentId: string,
  holding: Set<string> | undefined,
): Promise<Woken | undefined> => {
  const incident = await shell.store.read(incidentId);
  if (incident === undefined) return 'not-found';
  if (holdsPages(incident)) holding?.add(incidentId);
  if (incident.dueAtMs === undefined || incident.dueAtMs > shell.now() + DUE_WITHIN_MS) return 'nothing-due';
  // One moment for everything: what becomes due meanwhile has not been looked up.
  const context = contextOf(shell);
  const draft = await decide(shell, incident, context);
  if (draft === undefined) return undefined;
  renewLeases(draft, shell.now() + shell.leaseMs, holding !== undefined);
  if (!draft.changed && incident.dueAtMs === nextDue(incident, context)?.atMs) return 'nothing-due';
  const after = await commitDraft(shell, incident, draft);
  if (after === undefined) return undefined;
  if (holdsPages(after)) holding?.add(incidentId);
  const mine = ownEffects(incident, after);
  // Draining sets the next timer; where nothing is owed there is still a next deadline.
  if (mine.length === 0) await setTimer(shell, incidentId, nextDeadlineMs(after, context));
  const { unfinished } = await drain(shell, after, mine);
  await followUp(shell, unfinished);
  // What failed looks again at its retry, and knows then what has ended.
  if (isOpen(after) && after.failing === undefined) await followUp(shell, await settle(shell, incidentId));
  return 'decided';
};

/** Undefined: the incident has changed meanwhile. */
const decide = async (
  shell: Shell,
  incident: Incident,
  context: ClockContext,
): Promise<Draft | undefined> => {
  const due: readonly Clock[] = dueNow(incident, context).map(({ clock }) => clock);
  try {
    const isTakenInAgain = due.some(({ needs }) => needs.includes('taken-in-again'));
    if (isTakenInAgain && (await takeInAgain(shell, incident))) return undefined;
  } catch (error) {
    return backedOff(shell, incident, context, error, comeBack);
  }
  try {
    return decideDue(incident, await look(shell, incident, due), context);
  } catch (error) {
    return backedOff(shell, incident, context, error, pageFailure);
  }
};

const FAILURES_BEFORE_PAGE = 3;

/**
 * What fails is tried again later, so that it never starves others. The third failure decides `atLast`.
 */
const backedOff = (
  shell: Shell,
  incident: Incident,
  context: ClockContext,
  error: unknown,
  atLast: (draft: Draft) => void,
): Draft => {
  shell.journal.note('error', 'decision-failed', { incidentId: incident.id, why: String(error) });
  const times = (incident.failing?.times ?? 0) + 1;
  const draft = startDraft(incident, context);
  const retryAtMs = context.nowMs + backOffMs(times, LONGEST_RETRY_MS);
  change(draft, { failing: { times, retryAtMs } });
  if (times === FAILURES_BEFORE_PAGE) atLast(draft);
  return draft;
};

/**
 * Alarms stand after a resolution and cannot be taken in: this incident comes back, so that somebody is paged for them.
 * A sealed one cannot come back: the fallback audience hears of it, once. docs/adr/0035.
 */
const comeBack = (draft: Draft): void => {
  if (draft.incident.sealed !== undefined) {
    const text =
      'Alarms of this incident still stand and could not be taken in: the fallback audience is paged';
    pageFallback(draft, 'alarms-not-taken-in', text);
    return;
  }
  reopen(draft, {
    reason: 'alarms-not-taken-in',
    text: 'Reopened: its alarms stand and could not be taken in again',
  });
  pageFailure(draft);
};

/** After a resolution nobody is paged (I5): the log alone shows it. */
const pageFailure = (draft: Draft): void => {
  if (!isOpen(draft.incident)) return;
  pageFallback(draft, 'decision-failed', 'A decision keeps failing: the fallback audience is paged');
};

/** `what` keeps failing, says the timeline, and the fallback audience. */
const pageFallback = (draft: Draft, what: string, text: string): void => {
  const { incident, context } = draft;
  addEntry(draft, 'decision-failed', text, { reason: what });
  oweNotice(draft, {
    id: noticeId(incident, what, FALLBACK),
    audience: FALLBACK,
    kind: 'page',
    reason: 'decision-failed',
    episode: incident.episode.number,
    atMs: context.nowMs,
    severity: incident.severity,
  });
};

const holdsPages = ({ outbox }: Incident): boolean =>
  Object.values(outbox).some((effect) => heldOf(effect) !== undefined);

/**
 * The coming commit takes over effects whose lease has ended. A page that is held waits for a digest, which the next sweep
 * tries again where it failed. If none came for too long, it goes out by itself, where the budget of this minute allows it.
 */
const renewLeases = (draft: Draft, leaseUntilMs: number, hasDigest: boolean): void => {
  const { nowMs, configuration } = draft.context;
  const waits = (effect: Effect): boolean => {
    const held = heldOf(effect);
    if (held === undefined) return false;
    return hasDigest || effect.attempts > 0 || nowMs < heldUntilMs(held, configuration.timeScale);
  };
  const owed = Object.entries(draft.incident.outbox).filter(
    ([id, effect]) => effect.dueAtMs <= nowMs && !draft.voided.has(id) && !waits(effect),
  );
  if (owed.length === 0) return;
  const renewed: Record<string, Effect> = Object.fromEntries(
    owed.map(([id, effect]) => [id, { ...notHeld(effect), dueAtMs: leaseUntilMs }]),
  );
  change(draft, { outbox: { ...draft.incident.outbox, ...renewed } });
};

const notHeld = (effect: Effect): Effect => {
  if (effect.kind !== 'notify') return effect;
  const { held: _, ...free } = effect;
  return free;
};
