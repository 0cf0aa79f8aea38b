import { examiner, isOff, type Periods } from './deviation.ts';
import { missingCalls } from './explanations.ts';
import { lookedAt } from './looked-at.ts';
import type { CallGraph, Figures, Stretch, Target } from './observations.ts';
import { type Origin, originOf } from './origin.ts';
import { type Blame, shareBlame } from './share-blame.ts';
import { walkGraph } from './walk-graph.ts';

/** Parts that are off for certain have to account for more than this share of the trouble. */
const MOST = 0.5;

/**
 * Why no origin is named: the target has no figures in either stretch, in the normal or in the suspect one; it is not
 * worse than normal; nothing that is off for certain accounts for most of its trouble.
 */
export type NoOrigin = 'target-unknown' | 'no-normal' | 'no-suspect' | 'target-normal' | 'nothing-off';

export type Ranking =
  | { readonly kind: 'named'; readonly origins: readonly [Origin, ...Origin[]] }
  | { readonly kind: 'none'; readonly origins: readonly []; readonly reason: NoOrigin };

const none = (reason: NoOrigin): Ranking => ({ kind: 'none', origins: [], reason });

const isSaid = (figures: Figures | undefined): boolean =>
  figures !== undefined && Object.values(figures).some((value) => value !== undefined && value !== 0);

/** Whether a part was heard of: one that never was called and never answered was not. */
const heardOf =
  (...stretches: readonly Stretch[]) =>
  (part: string): boolean =>
    stretches.some(({ parts }) => parts.get(part)?.some(isSaid) ?? false);

/** Shares that differ by less than about this are as good as equal: of these the part further down the calls is nearer to the origin. */
const ALIKE = 0.05;

const byShare = (a: Blame, b: Blame): number =>
  Math.round(b.share / ALIKE) - Math.round(a.share / ALIKE) ||
  b.depth - a.depth ||
  (a.part < b.part ? -1 : a.part > b.part ? 1 : b.share - a.share);

/** What is blamed on a part for several signs, as one; told by the sign that it is blamed for most. */
const onePerPart = (blames: readonly Blame[]): readonly Blame[] => {
  const found = new Map<string, Blame>();
  for (const blame of [...blames].sort(byShare)) {
    const first = found.get(blame.part);
    found.set(blame.part, first === undefined ? blame : { ...first, share: first.share + blame.share });
  }
  return [...found.values()].sort(byShare);
};

/** A target that answers nothing any more: all that can be said is that its calls are missing. */
const silentTarget = (periods: Periods): readonly Blame[] => {
  const { suspect, slots, target } = periods;
  const sinceMs = suspect.slots[slots.during[0] ?? 0] ?? Number.NaN;
  const deviation = missingCalls(examiner(periods)(target).volume(), sinceMs);
  if (deviation === undefined) return [];
  return [{ part: target, depth: 0, deviation, share: 1, explained: 0, explainedBy: [] }];
};

/**
 * Where the trouble of `target` began. Looks at the slots after the onset in which the target was worst. There, each part
 * below it in the call graph is compared with its normal: the stretch `normal`, and the half hour before the onset. What
 * a part lost more than normal (time, failed requests) its callees explain as far as they lost it themselves; the rest
 * began with it. So the trouble is handed down the calls, and the part that keeps most of it is ranked first.
 *
 * The longer `normal` the better, at least five slots; `suspect` may begin before the onset. Scores are shares of the
 * target's trouble. Traversal by anomaly is the baseline of Hardt et al., "The PetShop Dataset" (2024); docs/adr/0037 says
 * what is different here.
 */
export const rankOrigins = (graph: CallGraph, normal: Stretch, suspect: Stretch, target: Target): Ranking => {
  const isHeardOf = heardOf(normal, suspect);
  if (!isHeardOf(target.part)) return none('target-unknown');
  const slots = lookedAt(normal, suspect, target);
  const periods: Periods = { normal, suspect, slots, target: target.part };
  const rank = (blames: readonly Blame[], otherwise: NoOrigin): Ranking => {
    const [first, ...rest] = onePerPart(blames.filter(({ deviation }) => isOff(deviation))).map((blame) =>
      originOf(blame, suspect.slotMs),
    );
    const accounted = [first, ...rest].reduce((sum, origin) => sum + (origin?.score ?? 0), 0);
    return first === undefined || accounted <= MOST
      ? none(otherwise)
      : { kind: 'named', origins: [first, ...rest] };
  };

  if (![...suspect.parts.keys()].some(heardOf(suspect))) return none('no-suspect');
  if (slots.worst.length === 0) return rank(silentTarget(periods), 'no-suspect');
  const examine = examiner(periods);
  const trouble = examine(target.part).answers(target.measure);
  if (trouble === undefined) return none('no-normal');
  if (!(trouble.harm > 0)) return none('target-normal');
  return rank(shareBlame(walkGraph(graph, target.part, isHeardOf), examine, trouble), 'nothing-off');
};
