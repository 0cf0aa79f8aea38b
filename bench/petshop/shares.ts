import type { Verdict } from './judge.ts';

/** What is counted, and the share that is aimed at. */
export const aims = { 'top-1': 0.9, 'top-3': 0.95, specificity: 0.95 } as const;
export type What = keyof typeof aims;

const isGood: Readonly<Record<What, (verdict: Verdict) => boolean>> = {
  'top-1': ({ place }) => place === 1,
  'top-3': ({ place }) => place !== undefined && place <= 3,
  specificity: ({ ranking }) => ranking.kind === 'none',
};

/** How many of the verdicts of one group went well. */
export interface Share {
  readonly of: string;
  readonly value: number;
  readonly good: number;
  readonly all: number;
  readonly wrong: readonly Verdict[];
}

const shareOf = (what: What, of: string, verdicts: readonly Verdict[]): Share => {
  const wrong = verdicts.filter((verdict) => !isGood[what](verdict));
  const all = verdicts.length;
  return { of, value: 1 - wrong.length / all, good: all - wrong.length, all, wrong };
};

export type Group = 'metric' | 'traffic' | 'cause';

/** By what is asked for, by true cause only where there are several, and of all. */
export const sharesOf = (
  what: What,
  verdicts: readonly Verdict[],
  groups: readonly Group[] = ['metric', 'traffic', 'cause'],
): readonly Share[] => {
  if (verdicts.length === 0) return [];
  const by = (key: Group) => {
    const found = Map.groupBy(verdicts, (verdict) => verdict[key]);
    return [...found].flatMap(([of, some]) =>
      of === undefined || (key === 'cause' && found.size === 1) ? [] : [shareOf(what, of, some)],
    );
  };
  return [...groups.flatMap(by), shareOf(what, 'all', verdicts)];
};
