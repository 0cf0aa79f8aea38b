import type { Transition } from '../../domain/signal/signal.ts';
import { ingest } from '../../protocol/intake/ingest.ts';
import { runTimer } from '../../protocol/wake/run-timer.ts';
import { sweepDue } from '../../protocol/wake/sweep.ts';
import { checkStep } from './checks.ts';
import { createHistory, FUNCTION_TIMEOUT_MS, type History } from './history.ts';
import { lagging } from './lagging-index.ts';
import { startLaterRelease } from './later-release.ts';
import type { Mutation } from './mutations.ts';
import { startPerson } from './people.ts';
import { eventsOf, START } from './plan.ts';
import type { Random } from './random.ts';
import { rest } from './rest.ts';
import type { Worker } from './scheduler.ts';
import { startTriage } from './triage.ts';

export interface Violation {
  readonly seed: number;
  readonly what: string;
  readonly trace: readonly string[];
}

const MAX_STEPS = 6_000;
const MINUTE = 60_000;

/** Plays one history to its end. A violation carries its trace. */
export const playHistory = async (seed: number, mutation?: Mutation): Promise<Violation | undefined> => {
  const history = createHistory(seed, mutation);
  const events = eventsOf(history.random, history.isMerging);
  const bad = (what: string): Violation => ({
    seed,
    what,
    trace: [...events.map(describe), ...history.scheduler.trace],
  });
  try {
    const broken = (await storm(history, events)) ?? (await rest(history, events));
    return broken === undefined ? undefined : bad(broken);
  } catch (error) {
    return bad(`threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
};

const describe = ({ signal, state, atMs, suppressedBy, muted, deleted }: Transition): string =>
  `event ${signal.name} ${state} @${(atMs - START) / 1000}s${suppressedBy ? ' suppressed' : ''}${muted ? ' muted' : ''}${deleted ? ' deleted' : ''} → ${signal.tags['tocsin:service']}`;

/** Messages of a queue: what crashed or failed comes again. */
interface Message {
  readonly transitions: readonly Transition[];
  tries: number;
}

/** Workers interleave, crash and are started again, until every message is done. */
const storm = async (history: History, events: readonly Transition[]): Promise<string | undefined> => {
  const { random, scheduler } = history;
  const queue: Message[] = shuffle(random, inBatches(random, events)).map((transitions) => ({
    transitions,
    tries: 0,
  }));
  const inFlight = new Map<Worker, Message>();
  // Some incidents last: past the reopen window, with more people about.
  const { isLong, isMerging } = history;
  let people = random.below(isLong || isMerging ? 9 : 4);
  const longest = isLong ? 50 * MINUTE : 20 * MINUTE;
  while (queue.length > 0 || scheduler.running().length > 0) {
    if (scheduler.steps() > MAX_STEPS) return 'does not end';
    const running = scheduler.running().length;
    if (queue.length > 0 && running < 3 && (running === 0 || random.chance(0.3)))
      startIntake(history, queue, inFlight);
    if (random.chance(isLong ? 0.1 : 0.05))
      history.advance(random.below(random.chance(isLong ? 0.5 : 0.2) ? longest : 20_000));
    if (running < 4 && random.chance(0.06)) startBackground(history);
    if (running < 4 && random.chance(0.1)) startTriage(history);
    if (history.hasLaterRelease && random.chance(0.02)) startLaterRelease(history);
    if (people > 0 && random.chance(0.03)) {
      people--;
      startPerson(history);
    }
    scheduler.endOverdue(FUNCTION_TIMEOUT_MS);
    history.indexes.atStep(scheduler.steps(), [...history.records.incidents.keys()]);
    history.outages.atStep(scheduler.steps());
    await scheduler.step();
    for (const [worker, message] of inFlight) {
      if (worker.alive && worker.settled === undefined) continue;
      inFlight.delete(worker);
      if (worker.settled !== 'done') queue.push({ ...message, tries: message.tries + 1 });
    }
    const broken = checkStep(history);
    if (broken) return broken;
  }
  return undefined;
};

class RedeliveredError extends Error {
  override readonly name = 'RedeliveredError';
}

const startIntake = (history: History, queue: Message[], inFlight: Map<Worker, Message>): void => {
  const message = queue.shift();
  if (message === undefined) return;
  const worker = history.scheduler.start('intake', async (self) => {
    const results = await ingest(history.shellOf(self), message.transitions);
    if (results.some(({ kind }) => kind === 'failed')) throw new RedeliveredError();
  });
  inFlight.set(worker, message);
};

/** A sweep whose index may lag, or the timers that have come; some are lost. */
const startBackground = (history: History): void => {
  const { random, scheduler, timers } = history;
  if (random.chance(0.5))
    scheduler.start('sweep', (self) =>
      sweepDue(lagging(history, history.shellOf(self)), Number.POSITIVE_INFINITY),
    );
  for (const timer of timers.takeArrived(history.now())) {
    if (random.chance(0.3)) continue;
    scheduler.start('timer', (self) => runTimer(history.shellOf(self), timer));
  }
};

const inBatches = (random: Random, events: readonly Transition[]): Transition[][] => {
  const copies = events.flatMap((event) => (random.chance(0.3) ? [event, event] : [event]));
  const batches: Transition[][] = [];
  for (const event of copies) {
    const last = batches.at(-1);
    if (last !== undefined && last.length < 3 && random.chance(0.4)) last.push(event);
    else batches.push([event]);
  }
  return batches;
};

const shuffle = <T>(random: Random, items: readonly T[]): T[] => {
  const all = [...items];
  for (let i = all.length - 1; i > 0; i--) {
    if (!random.chance(0.6)) continue;
    const j = random.below(i + 1);
    const [a, b] = [all[i], all[j]];
    if (a !== undefined && b !== undefined) [all[i], all[j]] = [b, a];
  }
  return all;
};
