import { FALLBACK, noticeId } from '../../domain/escalation/page.ts';
import {
  type Context,
  change,
  type Draft,
  nextDue,
  order,
  startDraft,
  tell,
} from '../../domain/incident/draft.ts';
import type { Effect } from '../../domain/incident/effect.ts';
import { type Incident, isOpen } from '../../domain/incident/incident.ts';
import { clearsByItself } from '../../domain/kernel/signal-kind.ts';
import { DUE_WITHIN_MS, decideDue, dueNow, type Seen } from '../../domain/lifecycle/due.ts';
import { ended, type SignalRecord } from '../../domain/signal/signal-record.ts';
import { ContentionError, commitDraft, contextOf, MAX_TRIES, ownEffects } from '../commit.ts';
import { againWith, ingest } from '../intake/ingest.ts';
import { settle } from '../intake/settle.ts';
import { backOff } from '../outbox/deliver.ts';
import { drain } from '../outbox/drain.ts';
import type { Shell } from '../shell.ts';
import { reconcileStanding } from './reconcile.ts';

/** Signals looked at in one wake-up; what is beyond waits for the next. */
const SIGNALS_A_WAKE = 100;
const COUNT_CAP = 1_000;

/** What a wake-up did: the literal reason of the log and the metric. */
export type Woken = 'decided' | 'nothing-due' | 'not-found';

/**
 * Looks at an incident afresh: whatever woke it, the record is the truth. Takes over effects whose lease has ended, and
 * decides on everything that is due, in one commit. docs/architecture.md, principle 3.
 */
export const wakeIncident = async (shell: Shell, incidentId: string): Promise<Woken> => {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const incident = await shell.store.read(incidentId);
    if (incident === undefined) return 'not-found';
    if (incident.dueAtMs === undefined || incident.dueAtMs > shell.now() + DUE_WITHIN_MS)
      return 'nothing-due';
    // One moment for all that follows: what becomes due meanwhile has not been looked at.
    const context = contextOf(shell);
    if (await recheckStanding(shell, incident, context)) continue;
    const draft = await decide(shell, incident, context);
    renewLeases(draft, shell.now() + shell.leaseMs);
    if (!draft.changed && incident.dueAtMs === nextDue(incident, context)) return 'nothing-due';
    const after = await commitDraft(shell, incident, draft);
    if (after === undefined) continue;
    await drain(shell, after, ownEffects(incident, after), againWith(shell));
    if (isOpen(after)) await settle(shell, incidentId, againWith(shell));
    return 'decided';
  }
  throw new ContentionError(incidentId);
};

/** A decision that throws backs off, and at the third time pages the fallback: it never starves its neighbours. */
const decide = async (shell: Shell, incident: Incident, context: Context): Promise<Draft> => {
  const seen = await look(shell, incident, context);
  try {
    return decideDue(incident, seen, context);
  } catch (error) {
    shell.journal.note('error', 'decision-failed', { incidentId: incident.id, why: String(error) });
    const times = (incident.failing?.times ?? 0) + 1;
    const draft = startDraft(incident, context);
    change(draft, { failing: { times, retryAtMs: context.nowMs + backOff(times) } });
    if (times === FAILURES_BEFORE_PAGE) pageFailure(draft);
    return draft;
  }
};

const FAILURES_BEFORE_PAGE = 3;

const pageFailure = (draft: Draft): void => {
  const { incident, context } = draft;
  tell(draft, 'decision-failed', 'A decision keeps failing: the fallback audience is paged', {
    reason: 'decision-failed',
  });
  order(draft, {
    id: noticeId(incident, 'decision-failed', FALLBACK),
    audience: FALLBACK,
    kind: 'page',
    reason: 'decision-failed',
    episode: incident.episode.number,
    atMs: context.nowMs,
    severity: incident.severity,
  });
};

/** Effects whose lease has ended are taken over, by the commit that is coming. */
const renewLeases = (draft: Draft, leaseUntilMs: number): void => {
  const { nowMs } = draft.context;
  const owed = Object.entries(draft.incident.outbox).filter(
    ([id, { dueAtMs }]) => dueAtMs <= nowMs && !draft.voided.has(id),
  );
  if (owed.length === 0) return;
  const renewed: Record<string, Effect> = Object.fromEntries(
    owed.map(([id, effect]) => [id, { ...effect, dueAtMs: leaseUntilMs }]),
  );
  change(draft, { outbox: { ...draft.incident.outbox, ...renewed } });
};

/** What due deadlines need to know of the signals; sources that never say OK are ended when they expire. */
const look = async (shell: Shell, incident: Incident, context: Context): Promise<Seen> => {
  const due = dueNow(incident, context);
  const wantsStanding = (['clear-hold', 'auto-resolve', 'expiry'] as const).some((name) =>
    due.includes(name),
  );
  const expiry = due.includes('expiry') ? await expireSignals(shell, incident.id) : {};
  const standing = wantsStanding ? { standing: (await shell.store.standing(incident.id, 1)).length > 0 } : {};
  if (!due.includes('status-update')) return { ...expiry, ...standing };
  const found = await reconcileStanding(shell, incident, SIGNALS_A_WAKE);
  const { total } = await shell.store.countSignals(incident.id, COUNT_CAP);
  return { ...expiryAmong(found), ...expiry, ...standing, total };
};

const expiryAmong = (standing: readonly SignalRecord[]): Pick<Seen, 'nextExpiryAtMs'> => {
  const expiries = standing.flatMap(({ expiresAtMs }) => expiresAtMs ?? []);
  return expiries.length === 0 ? {} : { nextExpiryAtMs: Math.min(...expiries) };
};

const expireSignals = async (shell: Shell, incidentId: string): Promise<Pick<Seen, 'nextExpiryAtMs'>> => {
  const standing = await shell.store.standing(incidentId, SIGNALS_A_WAKE);
  const nowMs = shell.now() + DUE_WITHIN_MS;
  const isOver = (atMs: number | undefined) => atMs !== undefined && atMs <= nowMs;
  const over = standing.filter(({ expiresAtMs }) => isOver(expiresAtMs));
  await Promise.all(over.map((signal) => shell.store.putSignal(incidentId, ended(signal, 'expired'))));
  const later = expiryAmong(standing.filter(({ expiresAtMs }) => !isOver(expiresAtMs)));
  if (later.nextExpiryAtMs !== undefined) return later;
  return standing.length < SIGNALS_A_WAKE
    ? {}
    : { nextExpiryAtMs: nowMs + shell.configuration.clocks.clearHoldMs };
};

/**
 * A person resolved while alarms stood, and they still stand: each goes through the walk again, which reopens or joins
 * what is open by then. True when something was handed on, so that the incident has to be read again.
 */
const recheckStanding = async (shell: Shell, incident: Incident, context: Context): Promise<boolean> => {
  if (!dueNow(incident, context).includes('recheck')) return false;
  const standing = (await shell.store.standing(incident.id, SIGNALS_A_WAKE)).filter(({ kind }) =>
    clearsByItself(kind),
  );
  if (standing.length === 0) return false;
  const results = await ingest(
    shell,
    standing.map(({ transition }) => transition),
  );
  for (const result of results) if (result.kind === 'failed') throw result.error;
  const now = await shell.store.read(incident.id);
  if (now?.status !== incident.status || now.sealed === undefined) return now?.version !== incident.version;
  await Promise.all(standing.map((signal) => shell.store.putSignal(incident.id, ended(signal, 'moved'))));
  return true;
};

/**
 * A mute window has ended: the alarm pages now, if the muted ALARM is still its last transition. The wake-up stays with
 * the alarm until that is done, so that a crash half way is resumed by the next sweep.
 */
export const wakeAlarm = async (shell: Shell, signalId: string): Promise<'raised' | 'nothing-due'> => {
  const item = await shell.store.readAlarm(signalId);
  if (item?.mutedUntilMs === undefined || item.mutedUntilMs > shell.now() + DUE_WITHIN_MS)
    return 'nothing-due';
  const { muted: _, ...transition } = item.transition;
  const [result] = await ingest(shell, [transition]);
  if (result?.kind === 'failed') throw result.error;
  const now = await shell.store.readAlarm(signalId);
  if (now?.mutedUntilMs !== item.mutedUntilMs) return 'raised';
  const { mutedUntilMs: __, ...awake } = now;
  await shell.store.putAlarm(now, awake);
  return 'raised';
};
