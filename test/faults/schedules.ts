import type { Choice } from './choice.ts';
import { conflict } from './conflicts.ts';
import type { Pick, Waiting } from './interleave.ts';
import { racesOf } from './races.ts';

export interface Covered {
  /** Schedules played to their end. */
  readonly played: number;
  /** Whether every schedule was covered, up to the order of calls that do not conflict. */
  readonly all: boolean;
}

/**
 * Plays schedules depth first, by running from the start with other choices each time, at most `limit` of them. Of those
 * that differ only in the order of calls that do not conflict, one is played: dynamic partial-order reduction with sleep
 * sets (Flanagan and Godefroid, POPL 2005). `play` answers false where the run was given up, since it led nowhere new.
 */
export const playSchedules = async (
  play: (pick: Pick) => Promise<boolean>,
  limit: number,
): Promise<Covered> => {
  const path: Choice[] = [];
  let played = 0;
  for (let runs = 0; runs < limit; runs++) {
    let left: readonly Waiting[] = [];
    const isComplete = await play((waiting, step) => {
      const known = path[step];
      if (known) return known.chosen;
      const next = choose(waiting, path.at(-1));
      if (next) path.push(next);
      else left = [...waiting];
      return next?.chosen;
    });
    if (isComplete) played++;
    for (const { step, ids } of racesOf(path, left)) for (const id of ids) path[step]?.wanted.add(id);
    if (!toNext(path)) return { played, all: true };
  }
  return { played, all: false };
};

/** The worker that ran last goes on: the first schedules are those with few changes. */
const choose = (waiting: readonly Waiting[], before: Choice | undefined): Choice | undefined => {
  const asleep = before ? stillAsleep(before) : new Set<string>();
  const free = waiting.filter(({ id }) => !asleep.has(id));
  const chosen = free.find(({ worker }) => worker === before?.chosen.worker) ?? free[0];
  return chosen && { waiting: [...waiting], asleep, tried: new Set(), wanted: new Set(), chosen };
};

const stillAsleep = ({ waiting, asleep, tried, chosen }: Choice): ReadonlySet<string> =>
  new Set(
    waiting
      .filter(({ id }) => id !== chosen.id && (asleep.has(id) || tried.has(id)))
      .filter(({ call }) => !conflict(call, chosen.call))
      .map(({ id }) => id),
  );

/** Cuts the path back to the last choice that has another way to go. False: there is none. */
const toNext = (path: Choice[]): boolean => {
  for (let last = path.at(-1); last !== undefined; last = path.at(-1)) {
    const { tried, wanted, asleep, waiting } = last;
    tried.add(last.chosen.id);
    const another = waiting.find(({ id }) => wanted.has(id) && !tried.has(id) && !asleep.has(id));
    if (another) {
      last.chosen = another;
      return true;
    }
    path.pop();
  }
  return false;
};
