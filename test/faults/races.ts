import type { Choice } from './choice.ts';
import { conflict } from './conflicts.ts';
import type { Waiting } from './interleave.ts';

/** At this step one of these calls could have gone first, and that might have made a difference. */
interface Race {
  readonly step: number;
  readonly ids: readonly string[];
}

/** A step of a path, or a call that still waited when the path was given up. */
type Step = Pick<Choice, 'chosen' | 'waiting'>;

/**
 * Pairs of conflicting steps of a path that nothing between them puts in order. For each: which of the calls that waited
 * at the earlier step leads to the later one. `left` still waited when the path was given up: each could have come next.
 */
export const racesOf = (path: readonly Choice[], left: readonly Waiting[]): readonly Race[] => {
  const paths: readonly (readonly Step[])[] = [
    path,
    ...left.map((chosen) => [...path, { chosen, waiting: left }]),
  ];
  return paths.flatMap((steps, n) => {
    const before = happensBefore(steps);
    const ends = n === 0 ? [...steps.keys()] : [steps.length - 1];
    return ends.flatMap((later) => racesWith(steps, before, later));
  });
};

type Before = readonly ReadonlySet<number>[];

const racesWith = (path: readonly Step[], before: Before, later: number): readonly Race[] => {
  const chosen = path[later]?.chosen;
  if (chosen === undefined) return [];
  const races: Race[] = [];
  for (let step = later - 1; step >= 0; step--) {
    const other = path[step];
    if (other === undefined || !conflict(other.chosen.call, chosen.call)) continue;
    if (isOrdered(before, step, chosen.afterStep) || isOrderedBetween(before, step, later)) continue;
    races.push({ step, ids: leadingTo(path, before, step, later) });
  }
  return races;
};

/** By step: the steps that come before it in every schedule that keeps conflicting calls in their order. */
const happensBefore = (path: readonly Step[]): Before => {
  const before: Set<number>[] = [];
  for (const [later, { chosen }] of path.entries()) {
    const mine = new Set<number>();
    const follow = (step: number) => {
      mine.add(step);
      for (const earlier of before[step] ?? []) mine.add(earlier);
    };
    if (chosen.afterStep >= 0) follow(chosen.afterStep);
    for (let step = 0; step < later; step++) {
      const other = path[step];
      if (other && conflict(other.chosen.call, chosen.call)) follow(step);
    }
    before.push(mine);
  }
  return before;
};

const isOrdered = (before: Before, step: number, later: number): boolean =>
  step === later || (before[later]?.has(step) ?? false);

const isOrderedBetween = (before: Before, step: number, later: number): boolean => {
  for (let between = step + 1; between < later; between++) {
    if (before[between]?.has(step) && before[later]?.has(between)) return true;
  }
  return false;
};

const leadingTo = (path: readonly Step[], before: Before, step: number, later: number): readonly string[] => {
  const waiting = path[step]?.waiting.map(({ id }) => id) ?? [];
  const wanted = path[later]?.chosen.id ?? '';
  if (waiting.includes(wanted)) return [wanted];
  for (let between = step + 1; between < later; between++) {
    const id = path[between]?.chosen.id ?? '';
    if (before[later]?.has(between) && waiting.includes(id)) return [id];
  }
  return waiting;
};
