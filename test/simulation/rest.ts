import type { Incident } from '../../domain/incident/incident.ts';
import type { Transition } from '../../domain/signal/signal.ts';
import type { Shell } from '../../protocol/shell.ts';
import { runTimer } from '../../protocol/wake/run-timer.ts';
import { sweepDue } from '../../protocol/wake/sweep.ts';
import { checkStep } from './checks.ts';
import { checkAtRest } from './checks-at-rest.ts';
import type { History } from './history.ts';
import { triageAtRest } from './triage.ts';
import { UnavailableError } from './unavailable.ts';

const MINUTE = 60_000;
/** Long enough that all that stays clear resolves by itself. */
const REST_MINUTES = 75;
/** The end of an alarm ends its series with the next status update, in an hour at the latest. */
const MINUTES_UNTIL_RECONCILED = 62;
/** Until then what the storm left, or what waited for an index, is made up for: the sweep comes each minute. */
const RECOVERY_MINUTES = 3;

/** No more faults of calls: what crashed is started again, and time passes until nothing more can happen. */
export const rest = async (history: History, events: readonly Transition[]): Promise<string | undefined> => {
  const { random, indexes, outages, timers, records } = history;
  history.budget.faults = 0;
  const losesTimers = random.chance(0.2);
  const hinderedAt = new Map<string, number>();
  const hasSeries = events.some(({ signal }) => signal.kind === 'contributor');
  const minutes =
    REST_MINUTES +
    (hasSeries ? MINUTES_UNTIL_RECONCILED : 0) +
    Math.max(indexes.restEndsAt, outages.restEndsAt);
  for (let minute = 0; minute < minutes; minute++) {
    indexes.atMinute(minute, [...records.incidents.keys()]);
    outages.atMinute(minute);
    history.advance(MINUTE);
    for (const timer of timers.takeArrived(history.now()))
      if (!losesTimers) await invoke(history, 'timer', (shell) => runTimer(shell, timer));
    await invoke(history, 'sweep', (shell) => sweepDue(shell, Number.POSITIVE_INFINITY));
    await triageAtRest(history, (name, work) => invoke(history, name, work));
    for (const state of records.incidents.values())
      if (isHindered(history, state)) hinderedAt.set(state.id, minute);
    const broken = checkStep(history, ({ id }) => minute - (hinderedAt.get(id) ?? 0) >= RECOVERY_MINUTES);
    if (broken) return broken;
  }
  return checkAtRest(history, events);
};

/**
 * Whether its rungs cannot be paged: no record, no SNS, a decision that backs off (the fallback is paged), or an index
 * that rejects what they change, which is `dueAt` alone unless it is being cleared. Without timers and events pages go
 * out in time.
 */
const isHindered = ({ indexes, outages }: History, { id, clearSinceMs, failing }: Incident): boolean => {
  if (!outages.isUp('store') || !outages.isUp('publisher')) return true;
  if (outages.holdsUpDecisions && failing !== undefined) return true;
  const index = indexes.rejecting(id);
  return index === 'due' || (index !== undefined && clearSinceMs !== undefined);
};

/** What meets something unavailable is not tried again by itself: a timer is a hint, and the next sweep comes. */
const invoke = async (
  history: History,
  name: string,
  work: (shell: Shell) => Promise<unknown>,
): Promise<void> => {
  const { scheduler } = history;
  const worker = scheduler.enlist(name);
  try {
    await work(history.calmShellOf(worker));
    scheduler.end(worker);
  } catch (error) {
    if (!(error instanceof UnavailableError)) throw error;
  }
};
