import { nextDue } from '../../domain/incident/draft.ts';
import type { Effect } from '../../domain/incident/effect.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { clearsByItself } from '../../domain/kernel/signal-kind.ts';
import { nextDeadline } from '../../domain/lifecycle/deadlines.ts';
import { ended } from '../../domain/signal/signal-record.ts';
import { contextOf, ownEffects } from '../commit.ts';
import type { Shell } from '../shell.ts';
import { deliver, type Failure, noteFailures } from './deliver.ts';
import { type Again, recordSignal } from './record-signal.ts';

/** Signals looked at when a person's resolution ends those that never say OK. */
const END_SIGNALS_LIMIT = 1_000;

/**
 * A message hops every quarter of an hour: for the milestones of the 30 days after a resolution 2,880 times, which cost
 * several times what the incident does (docs/performance.md). What is further away than this waits for the sweep, within
 * the two minutes of I4.
 */
const FARTHEST_TIMER_MS = 3_600_000;

/**
 * Carries out effects that the caller has leased, messages first, and clears them. Each is idempotent by its id, so a
 * crash anywhere leaves the rest to the next holder of the lease. Answers the incident as it is then believed to be.
 */
export const drain = async (
  shell: Shell,
  incident: Incident,
  ids: readonly string[],
  again: Again,
): Promise<Incident> => {
  if (ids.length === 0) return incident;
  const failures: Failure[] = [];
  const done: string[] = [];
  const firstPagedAtMs = await publishAll(shell, incident, ids, done, failures);
  const deadline = nextDeadline(incident, shell.configuration)?.atMs;
  await Promise.all([
    setTimer(shell, incident.id, deadline),
    ...ids.map((id) => carryOut(shell, incident, id, again, done, failures)),
  ]);
  const rest = without(incident, done);
  const paged =
    firstPagedAtMs === undefined || incident.firstPagedAtMs !== undefined ? {} : { firstPagedAtMs };
  const dueAtMs = nextDue(rest, contextOf(shell));
  if (done.length > 0)
    await shell.store.finishEffects(incident.id, done, { version: incident.version, dueAtMs, ...paged });
  if (failures.length === 0) return { ...rest, ...paged };
  const noted = await noteFailures(shell, incident.id, failures);
  if (noted === undefined) return { ...rest, ...paged };
  const { before, after } = noted;
  await setTimer(shell, incident.id, after.dueAtMs);
  // What falls over to the fallback is new and its own; a retry waits for its time, and others' effects are theirs.
  const mine = ownEffects(before, after).filter((id) => before.outbox[id] === undefined);
  return drain(shell, after, mine, again);
};

const without = (incident: Incident, done: readonly string[]): Incident => ({
  ...incident,
  outbox: Object.fromEntries(Object.entries(incident.outbox).filter(([id]) => !done.includes(id))),
});

/** When the first page was accepted, if one was. */
const publishAll = async (
  shell: Shell,
  incident: Incident,
  ids: readonly string[],
  done: string[],
  failures: Failure[],
): Promise<number | undefined> => {
  let firstPagedAtMs: number | undefined;
  const publish = async (id: string) => {
    const effect = incident.outbox[id];
    if (effect?.kind !== 'notify') return;
    const delivery = await deliver(shell, incident, effect.notice);
    if (delivery.outcome !== 'delivered') {
      failures.push({ effectId: id, reason: delivery.reason, final: delivery.outcome === 'refused' });
      return;
    }
    done.push(id);
    if (effect.notice.kind === 'page') firstPagedAtMs ??= shell.now();
  };
  await Promise.all(ids.map(publish));
  return firstPagedAtMs;
};

/** A hint only: what is lost here, or too far away for it, the sweep finds. */
const setTimer = async (shell: Shell, incidentId: string, dueAtMs: number | undefined): Promise<void> => {
  if (dueAtMs === undefined || dueAtMs - shell.now() > FARTHEST_TIMER_MS) return;
  try {
    await shell.timers.schedule({ incidentId, dueAtMs }, shell.now());
  } catch (error) {
    shell.journal.note('warn', 'timer-not-set', { incidentId, why: nameOf(error) });
  }
};

const carryOut = async (
  shell: Shell,
  incident: Incident,
  id: string,
  again: Again,
  done: string[],
  failures: Failure[],
): Promise<void> => {
  const effect = incident.outbox[id];
  if (effect === undefined || effect.kind === 'notify') return;
  try {
    await record(shell, incident, effect, again);
    done.push(id);
  } catch (error) {
    failures.push({ effectId: id, reason: nameOf(error), final: false });
  }
};

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');

type Recorded = Exclude<Effect, { kind: 'notify' }>;

const record = async (shell: Shell, incident: Incident, effect: Recorded, again: Again): Promise<void> => {
  switch (effect.kind) {
    case 'entries':
      return shell.store.appendEntries(incident.id, effect.version, effect.entries);
    case 'slot':
      return shell.store.raiseSlot(incident.key, incident.generation);
    case 'events':
      return shell.bus.emit(effect.events);
    case 'signal':
      return recordSignal(shell, incident, effect.record, again);
    case 'end-signals':
      return endSignals(shell, incident.id, effect.beforeMs);
  }
};

const endSignals = async (shell: Shell, incidentId: string, beforeMs: number): Promise<void> => {
  const standing = await shell.store.standing(incidentId, END_SIGNALS_LIMIT);
  const over = standing.filter(
    ({ kind, activeSinceMs = 0 }) => !clearsByItself(kind) && activeSinceMs <= beforeMs,
  );
  await Promise.all(
    over.map((signal) => shell.store.putSignal(incidentId, ended(signal, 'ended-by-person'))),
  );
};
