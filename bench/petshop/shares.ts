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

/** By metric, by traffic, by true cause where there are several, and of all. */
export const sharesOf = (what: What, verdicts: readonly Verdict[]): readonly Share[] => {
  const by = (key: 'metric' | 'traffic' | 'cause') => {
    const groups = Map.groupBy(verdicts, (verdict) => verdict[key]);
    return [...groups].flatMap(([of, some]) =>
      of === undefined || (key === 'cause' && groups.size === 1) ? [] : [shareOf(what, of, some)],
    );
  };
  if (verdicts.length === 0) return [];
  return [...by('metric'), ...by('traffic'), ...by('cause'), shareOf(what, 'all', verdicts)];
};
