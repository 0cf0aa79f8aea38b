import { nextDeadlineMs, nextDue } from '../../domain/clocks/next-due.ts';
import { heldOf, heldUntilMs } from '../../domain/incident/held-page.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { contextOf, ownEffects } from '../commit.ts';
import { errorName } from '../error-name.ts';
import { countPages } from '../page-budget.ts';
import type { Shell } from '../shell.ts';
import type { Carried, Unfinished } from './carrier.ts';
import { carrierOf } from './carriers.ts';
import { type Failure, noteFailures } from './note-failures.ts';

/**
 * A timer message hops every quarter of an hour. For the milestones of the 30 days after a resolution that is 2,880
 * times, which cost several times what the incident does (docs/performance.md). What is further away than this waits
 * for the sweep, which comes within the two minutes of I4.
 */
const FARTHEST_TIMER_MS = 3_600_000;

export interface Drained {
  /** As it is now, as far as known. */
  readonly incident: Incident;
  /** What must be followed up before the effects concerned may be cleared. */
  readonly unfinished: readonly Unfinished[];
}

/**
 * Carries out effects that the caller has leased, first those that somebody waits for, and clears them. Each is
 * idempotent by its id: after a crash anywhere, the next holder of the lease does the rest. Work elsewhere is
 * returned for protocol/intake/follow-up.ts to do, and its effects stay owed until then.
 */
export const drain = async (shell: Shell, incident: Incident, ids: readonly string[]): Promise<Drained> => {
  if (ids.length === 0) {
    // A page that went on to be held: its timer has come already.
    if (heldUntil(shell, incident).length > 0) await setTimer(shell, incident.id, wakeAtMs(shell, incident));
    return { incident, unfinished: [] };
  }
  const isFirst = (id: string) => carrierOf(incident.outbox[id]?.kind ?? '')?.isFirst ?? false;
  const carry = (some: readonly string[]) => Promise.all(some.map((id) => carryOut(shell, incident, id)));
  const first = await carry(ids.filter(isFirst));
  const [rest] = await Promise.all([
    carry(ids.filter((id) => !isFirst(id))),
    setTimer(shell, incident.id, wakeAtMs(shell, incident)),
    countPages(shell, incident, ids),
  ]);
  const carried = [...first, ...rest];
  const left = await clearDone(shell, incident, carried);
  const failures = carried.flatMap(({ id, result }): readonly Failure[] =>
    result?.outcome === 'failed' ? [{ effectId: id, reason: result.reason, isFinal: result.isFinal }] : [],
  );
  const unfinished = unfinishedOf(left, carried);
  const retried = await retryLater(shell, left, failures);
  return { incident: retried.incident, unfinished: [...unfinished, ...retried.unfinished] };
};

/** The next deadline, or the moment by which a digest must have told what is held. */
const wakeAtMs = (shell: Shell, incident: Incident): number | undefined => {
  const untilMs = heldUntil(shell, incident);
  const deadlineMs = nextDeadlineMs(incident, contextOf(shell));
  const moments = deadlineMs === undefined ? untilMs : [...untilMs, deadlineMs];
  return moments.length === 0 ? undefined : Math.min(...moments);
};

const heldUntil = ({ configuration }: Shell, { outbox }: Incident): readonly number[] =>
  Object.values(outbox).flatMap((effect) => {
    const held = heldOf(effect);
    return held === undefined ? [] : [heldUntilMs(held, configuration.timeScale)];
  });

interface OneCarried {
  readonly id: string;
  /** Undefined: the effect was no longer owed. */
  readonly result: Carried | undefined;
}

const carryOut = async (shell: Shell, incident: Incident, id: string): Promise<OneCarried> => {
  const effect = incident.outbox[id];
  if (effect === undefined) return { id, result: undefined };
  const carrier = carrierOf(effect.kind);
  // Kept, and tried again later: a release that knows the kind carries it out.
  if (carrier === undefined)
    return { id, result: { outcome: 'failed', reason: 'unknown-effect-kind', isFinal: false } };
  try {
    return { id, result: await carrier.carryOut(shell, incident, effect) };
  } catch (error) {
    return { id, result: { outcome: 'failed', reason: errorName(error), isFinal: false } };
  }
};

const followUpsOf = (result: Carried | undefined) =>
  result?.outcome === 'done' ? (result.followUps ?? []) : [];

/** Clears the effects that are done and ask for nothing more. */
const clearDone = (shell: Shell, incident: Incident, carried: readonly OneCarried[]): Promise<Incident> => {
  const done = carried.filter(({ result }) => result?.outcome === 'done' && followUpsOf(result).length === 0);
  const paged = carried.flatMap(({ result }) => (result?.outcome === 'done' ? (result.pagedAtMs ?? []) : []));
  return finish(
    shell,
    incident,
    done.map(({ id }) => id),
    paged.length === 0 ? undefined : Math.min(...paged),
  );
};

/** Clears effects, and answers the incident without them. `pagedAtMs`: when the first page was accepted, epoch ms. */
export const finish = async (
  shell: Shell,
  incident: Incident,
  done: readonly string[],
  pagedAtMs?: number,
): Promise<Incident> => {
  if (done.length === 0) return incident;
  const outbox = Object.fromEntries(Object.entries(incident.outbox).filter(([id]) => !done.includes(id)));
  const rest: Incident = { ...incident, outbox };
  const paged =
    pagedAtMs === undefined || incident.firstPagedAtMs !== undefined ? {} : { firstPagedAtMs: pagedAtMs };
  const due = nextDue(rest, contextOf(shell));
  await shell.store.finishEffects(incident.id, done, { version: incident.version, due, ...paged });
  return { ...rest, ...paged };
};

const unfinishedOf = (incident: Incident, carried: readonly OneCarried[]): readonly Unfinished[] => {
  const effects = carried.flatMap(({ id, result }) => {
    const followUps = followUpsOf(result);
    return followUps.length === 0 ? [] : [{ id, followUps }];
  });
  return effects.length === 0 ? [] : [{ kind: 'effects', incident, effects }];
};

/**
 * Only effects that the commit added are carried out now: messages that fall over to the fallback. A retry waits for
 * its time, and the effects of others are theirs.
 */
const retryLater = async (
  shell: Shell,
  incident: Incident,
  failures: readonly Failure[],
): Promise<Drained> => {
  if (failures.length === 0) return { incident, unfinished: [] };
  const noted = await noteFailures(shell, incident.id, failures);
  if (noted === undefined) return { incident, unfinished: [] };
  const { before, after } = noted;
  await setTimer(shell, incident.id, after.dueAtMs);
  const mine = ownEffects(before, after).filter((id) => before.outbox[id] === undefined);
  return drain(shell, after, mine);
};

/** A hint only: the sweep finds what is lost here or too far away. */
export const setTimer = async (
  shell: Shell,
  incidentId: string,
  dueAtMs: number | undefined,
): Promise<void> => {
  if (dueAtMs === undefined || dueAtMs - shell.now() > FARTHEST_TIMER_MS) return;
  try {
    await shell.timers.schedule({ incidentId, dueAtMs }, shell.now());
  } catch (error) {
    shell.journal.note('warn', 'timer-not-set', { incidentId, why: errorName(error) });
  }
};
