import type { Equivalent } from './equivalents.ts';
import type { Mutant } from './mutant.ts';

/** So many of a room's mutants a test has to notice, equivalent ones left out. In percent. */
export const AIM = 90;

/** What became of a room's mutants. */
export interface Tally {
  readonly room: string;
  readonly mutants: number;
  readonly killed: number;
  /** Named in equivalents.ts. */
  readonly equivalent: number;
  readonly survivors: readonly Mutant[];
  /** Named in equivalents.ts, and a test tells them from the code, or they do not exist. */
  readonly wronglyNamed: readonly Equivalent[];
}

const isNamedBy =
  ({ path, on, code, became }: Mutant) =>
  (named: Equivalent): boolean =>
    named.path === path && named.on === on && named.code === code && named.became === became;

/** `equivalents`: those of this room's files. */
export const tallyOf = (
  room: string,
  mutants: readonly Mutant[],
  equivalents: readonly Equivalent[],
): Tally => {
  const alive = mutants.filter(({ killed }) => !killed);
  const survivors = alive.filter((mutant) => !equivalents.some(isNamedBy(mutant)));
  return {
    room,
    mutants: mutants.length,
    killed: mutants.length - alive.length,
    equivalent: alive.length - survivors.length,
    survivors,
    wronglyNamed: equivalents.filter((named) => !alive.some((mutant) => isNamedBy(mutant)(named))),
  };
};

/** In percent, of the mutants that are not equivalent; 100 where there is none. */
export const scoreOf = ({ killed, mutants, equivalent }: Tally): number =>
  mutants === equivalent ? 100 : (100 * killed) / (mutants - equivalent);

/** Whether a room is tested as well as it has to be. */
export const isWellTested = (tally: Tally): boolean =>
  scoreOf(tally) >= AIM && tally.wronglyNamed.length === 0;

const columns = ['room', 'mutants', 'killed', 'equivalent', 'survived', 'score'] as const;

/** A table in Markdown, a row each room and one for all. */
export const tableOf = (tallies: readonly Tally[]): string => {
  const sum = (of: (tally: Tally) => number) => tallies.reduce((all, tally) => all + of(tally), 0);
  const all: Tally = {
    room: 'all',
    mutants: sum(({ mutants }) => mutants),
    killed: sum(({ killed }) => killed),
    equivalent: sum(({ equivalent }) => equivalent),
    survivors: tallies.flatMap(({ survivors }) => survivors),
    wronglyNamed: [],
  };
  const rowOf = (tally: Tally) => {
    const { room, mutants, killed, equivalent, survivors } = tally;
    return [room, mutants, killed, equivalent, survivors.length, `${scoreOf(tally).toFixed(1)} %`];
  };
  return [columns, columns.map(() => '---'), ...[...tallies, all].map(rowOf)]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
};
