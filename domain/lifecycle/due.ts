import { settleMilestones } from '../clocks/settle-milestones.ts';
import { runRungs } from '../escalation/rungs.ts';
import { fire } from '../escalation/triggers.ts';
import { type Context, change, type Draft, STAKEHOLDERS, startDraft, tell } from '../incident/draft.ts';
import type { Effect } from '../incident/effect.ts';
import { type Incident, SYSTEM } from '../incident/incident.ts';
import { beginClearing, mayClear, mitigate, resolve, tellAll, tellOne } from './clear.ts';
import { type Deadline, type DeadlineName, deadlinesOf } from './deadlines.ts';

/** Timers may come this early: due means at most this far away. docs/architecture.md, Timers. */
export const DUE_WITHIN_MS = 1_000;

/** Past the longest lease of an effect. */
const RECHECK_AGAIN_MS = 60_000;

/** What must be known of the signals before these deadlines can be decided on. */
export interface Seen {
  /** Whether any signal stands; undefined where no deadline asks. */
  readonly standing?: boolean;
  /** Of the signals that were seen to stand, the next expiry. */
  readonly nextExpiryAtMs?: number;
  /** Signals in all, counted up to a cap. */
  readonly total?: number;
}

export const dueNow = (incident: Incident, context: Context): readonly DeadlineName[] =>
  duePast(incident, context).map(({ name }) => name);

/** A failing decision waits for its retry; then it is everything else that is decided on again. */
const duePast = (incident: Incident, { nowMs, configuration }: Context): readonly Deadline[] => {
  const isDue = ({ atMs }: Deadline) => atMs <= nowMs + DUE_WITHIN_MS;
  const { failing, ...sound } = incident;
  if (failing !== undefined && failing.retryAtMs > nowMs + DUE_WITHIN_MS) return [];
  return deadlinesOf(sound, configuration).filter(isDue);
};

/**
 * Everything whose time has come, in one decision: after a pause each rung once, missed status updates skipped.
 * Deadlines up to `DUE_WITHIN_MS` away count as due, so `context.nowMs` is moved to the latest of them.
 */
export const decideDue = (incident: Incident, seen: Seen, given: Context): Draft => {
  const due = new Set(dueNow(incident, given));
  const context = { ...given, nowMs: latestDue(incident, given) };
  const draft = startDraft(incident, context);
  if (incident.failing) change(draft, { failing: undefined });
  if (due.has('expiry')) expire(draft, seen);
  if (due.has('clear-hold') || due.has('auto-resolve')) clearOrNot(draft, due, seen);
  // A signal still to be written may stand: it is looked at once that is done.
  if (due.has('recheck')) {
    change(draft, { recheckAtMs: owesSignals(incident) ? context.nowMs + RECHECK_AGAIN_MS : undefined });
  }
  if (draft.incident.status !== 'resolved') escalate(draft, due);
  if (due.has('status-update') && draft.incident.status !== 'resolved') {
    noteExpiry(draft, seen);
    sendUpdate(draft, seen);
  }
  settleMilestones(draft);
  return draft;
};

/** The context's own time, or the latest deadline that counts as due although it is a little later. */
const latestDue = (incident: Incident, context: Context): number =>
  duePast(incident, context).reduce((latest, { atMs }) => Math.max(latest, atMs), context.nowMs);

/**
 * The last that stood has expired: the hold begins with this commit, since nobody may be left to look again soon. What is
 * still to be written may expire as well: it is looked at once that is done.
 */
const expire = (draft: Draft, { standing, nextExpiryAtMs }: Seen): void => {
  const { incident, context } = draft;
  const again = owesSignals(incident) ? context.nowMs + RECHECK_AGAIN_MS : undefined;
  change(draft, { expiryCheckAtMs: nextExpiryAtMs ?? again });
  if (standing === false && mayClear(draft.incident)) beginClearing(draft);
};

/** A signal that was written while its expiry was being looked at, or by a function that then crashed, is found here. */
const noteExpiry = (draft: Draft, { nextExpiryAtMs }: Seen): void => {
  const { expiryCheckAtMs = Number.POSITIVE_INFINITY } = draft.incident;
  if (nextExpiryAtMs !== undefined && nextExpiryAtMs < expiryCheckAtMs)
    change(draft, { expiryCheckAtMs: nextExpiryAtMs });
};

const clearOrNot = (draft: Draft, due: ReadonlySet<DeadlineName>, seen: Seen): void => {
  if (seen.standing !== false) takeBack(draft);
  else if (owesSignals(draft.incident)) return;
  else if (due.has('clear-hold')) mitigate(draft, SYSTEM, 'signals-clear');
  else resolve(draft, SYSTEM, 'signals-clear');
};

/** Something stands after all: what clearing alone had said is not true any more. */
const takeBack = (draft: Draft): void => {
  change(draft, { clearSinceMs: undefined });
  if (draft.incident.mitigatedBy !== 'signals-clear') return;
  change(draft, { status: 'investigating', mitigatedAtMs: undefined, mitigatedBy: undefined });
  tell(draft, 'investigating', 'Investigating again: a signal stands', { reason: 'alarm-after-mitigation' });
};

const owesSignals = (incident: Incident): boolean =>
  Object.values(incident.outbox).some((effect: Effect) => effect.kind === 'signal');

/** In the order in which docs/requirements.md pages at 30 minutes: commander, experts, management; then stakeholders. */
const escalate = (draft: Draft, due: ReadonlySet<DeadlineName>): void => {
  runRungs(draft);
  if (due.has('unknown-cause')) fire(draft, 'unknown-cause');
  if (due.has('database-unavailable')) fire(draft, 'database-unavailable');
  if (due.has('not-restored') && draft.incident.status !== 'mitigated') fire(draft, 'not-restored');
  if (due.has('no-resolution')) fire(draft, 'no-resolution');
  if (due.has('stakeholders')) tellStakeholders(draft);
};

const tellStakeholders = (draft: Draft): void => {
  change(draft, { stakeholdersNoticeAtMs: draft.context.nowMs });
  const { contacts = 0 } = draft.context.configuration.audiences[STAKEHOLDERS] ?? {};
  if (contacts > 0) tellOne(draft, STAKEHOLDERS, 'stakeholders', 'stakeholders');
  const text = contacts > 0 ? 'Telling stakeholders' : 'Stakeholders have no contact: nobody is told';
  tell(draft, 'notice', text, { reason: contacts > 0 ? 'stakeholders' : 'no-contact' });
};

/** Every 15 minutes while active, then hourly; what was missed in a pause is skipped. */
const sendUpdate = (draft: Draft, { total }: Seen): void => {
  const { incident, context } = draft;
  const { clocks } = context.configuration;
  const sent = incident.updates.sent + 1;
  const everyMs = sent < clocks.updatesBeforeHourly ? clocks.updateEveryMs : clocks.updateLaterEveryMs;
  change(draft, { updates: { sent, nextAtMs: context.nowMs + everyMs } });
  const joined = total === undefined ? 0 : total - incident.signalsSeen;
  if (total !== undefined && joined > 0) {
    change(draft, { signalsSeen: total });
    tell(
      draft,
      'signals-joined',
      `${joined} more ${joined === 1 ? 'signal' : 'signals'} joined, ${total} in all`,
    );
  }
  tellAll(draft, 'update', 'status-update');
  tell(draft, 'notice', `Status update ${sent}`, { reason: 'status-update' });
};
