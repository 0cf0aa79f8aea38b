import { type Deviation, type Examined, measureOf, OFF, type Sign } from './deviation.ts';
import {
  type Explanation,
  likeExplanations,
  moreCalls,
  NOTHING,
  unlikeExplanations,
} from './explanations.ts';
import type { Measure } from './observations.ts';
import type { Step } from './walk-graph.ts';

/** What a part is blamed for, as a share of the target's trouble. */
export interface Blame {
  readonly part: string;
  readonly depth: number;
  readonly deviation: Deviation;
  readonly share: number;
  /** How much of what reached this part its callees explain, 0 to 1, and which do, the best first. */
  readonly explained: number;
  readonly explainedBy: readonly string[];
}

type Add = (part: string, deviation: Deviation, share: number) => void;

/**
 * Hands a share on to callees and answers how much. One fault is assumed: together they explain what the best of them
 * does, shared out in proportion, so that many callees that suffer a little (of a caller that starves, say) do not add
 * up to a cause.
 */
const handOn = (share: number, explanations: readonly Explanation[], add: Add): number => {
  const best = Math.max(0, ...explanations.map((one) => one.share));
  const sum = explanations.reduce((total, one) => total + one.share, 0);
  for (const one of explanations) add(one.callee, one.deviation, (share * best * one.share) / sum);
  return share * best;
};

/** What is found only behind a part that is not off itself has to be off by more: there are more parts to find by chance. */
const OFF_BEHIND = 4;

/**
 * The callees of a part, and those of a callee that is worse than normal but not off: what passes through it drowns in how
 * much its figures stray.
 */
const throughNoise = (
  part: string,
  measure: Measure,
  calleesOf: ReadonlyMap<string, readonly string[]>,
  examine: (part: string) => Examined,
): readonly string[] => {
  const direct = new Set(calleesOf.get(part));
  const seen = new Set(direct);
  for (const callee of seen) {
    const deviation = examine(callee).answers(measure);
    if (deviation === undefined || !(deviation.harm > 0) || deviation.distance >= OFF) continue;
    for (const next of calleesOf.get(callee) ?? []) seen.add(next);
  }
  const isClear = (callee: string) => (examine(callee).answers(measure)?.distance ?? 0) >= OFF_BEHIND;
  return [...seen].filter((callee) => direct.has(callee) || isClear(callee));
};

interface Open {
  readonly deviation: Deviation;
  readonly share: number;
}

/** Hands the target's trouble down the calls, callers first; each part keeps what its callees do not explain. */
export const shareBlame = (
  steps: readonly Step[],
  examine: (part: string) => Examined,
  trouble: Deviation,
): readonly Blame[] => {
  const open = new Map<string, Map<Sign, Open>>();
  const add: Add = (part, deviation, share) => {
    const bySign = open.get(part) ?? new Map<Sign, Open>();
    const already = bySign.get(deviation.sign)?.share ?? 0;
    open.set(part, bySign.set(deviation.sign, { deviation, share: already + share }));
  };
  const calleesOf = new Map(steps.map(({ part, callees }) => [part, callees]));
  const blameOf = ({ part, depth, callees }: Step, { deviation, share }: Open): Blame => {
    const isAnswer = deviation.sign === 'slow' || deviation.sign === 'failing';
    const caller = examine(part);
    const pairs = (some: readonly string[]) =>
      some.map((callee) => ({ own: deviation, caller, callee, examined: examine(callee) }));
    const below = isAnswer ? throughNoise(part, measureOf(deviation), calleesOf, examine) : [];
    const like = likeExplanations(pairs(below));
    const afterLike = share - handOn(share, like, add);
    const unlike = unlikeExplanations(pairs(isAnswer && afterLike > NOTHING ? callees : []));
    const kept = afterLike - handOn(afterLike, unlike, add);
    const explainedBy = [...like, ...unlike].sort((a, b) => b.share - a.share).map(({ callee }) => callee);
    return { part, depth, deviation, share: kept, explained: 1 - kept / share, explainedBy };
  };

  const [target] = steps;
  if (target === undefined) return [];
  const load = moreCalls(examine(target.part).volume(), trouble.sinceMs);
  add(target.part, trouble, 1 - (load?.degraded ?? 0));
  if (load !== undefined) add(target.part, load, load.degraded);
  return steps.flatMap((step) => [...(open.get(step.part)?.values() ?? [])].map((one) => blameOf(step, one)));
};
