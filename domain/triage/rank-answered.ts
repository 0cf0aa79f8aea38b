import type { GraphFacts } from './facts/service-graph.ts';
import type { Target } from './observations.ts';
import { type Ranking, rankOrigins } from './rank-origins.ts';

type Observed = Pick<GraphFacts, 'graph' | 'normal' | 'suspect'>;

/** Where it began, and the parts below the target that are called no more, whose silence is not evidence. */
export interface AnsweredRanking {
  readonly ranking: Ranking;
  readonly silent: readonly string[];
}

const without = (observed: Observed, parts: readonly string[]): Observed => ({
  ...observed,
  graph: {
    calls: observed.graph.calls.filter(
      ({ caller, callee }) => !parts.includes(caller) && !parts.includes(callee),
    ),
  },
});

/**
 * `rankOrigins` over parts that are called. Parts that only fall silent are taken out, with what they call, and the rest
 * is ranked again: whoever cannot reach a part fails its calls, and X-Ray counts those at the caller; a service that breaks
 * before it calls anybody makes all below it silent. docs/adr/0040.
 */
export const rankAnswered = (observed: Observed, target: Target): AnsweredRanking => {
  const silent: string[] = [];
  let left = observed;
  for (;;) {
    const ranking = rankOrigins(left.graph, left.normal, left.suspect, target);
    const fallen = ranking.origins.flatMap(({ sign, part }) =>
      sign === 'fewer-calls' && part !== target.part ? [part] : [],
    );
    if (fallen.length === 0) return { ranking, silent };
    silent.push(...fallen);
    left = without(left, fallen);
  }
};
