import type { Stretch, Target } from '../../domain/triage/observations.ts';
import { type Ranking, rankOrigins } from '../../domain/triage/rank-origins.ts';
import type { Traffic } from './read-petshop.ts';

/** One question put to the product, and whether it was answered well. */
export interface Verdict {
  readonly traffic: string;
  readonly metric: string;
  readonly name: string;
  /** Where the fault was; none in normal operation. */
  readonly cause: string | undefined;
  readonly ranking: Ranking;
  /** The place of the true cause, from 1; none where it is not named, or where there is none. */
  readonly place: number | undefined;
}

/** Every issue, with all of normal operation as what is normal. */
export const judgeIssues = (traffic: Traffic): readonly Verdict[] =>
  traffic.issues.map(({ name, metric, suspect, target, cause }) => {
    const ranking = rankOrigins(traffic.graph, traffic.normal, suspect, target);
    const at = ranking.origins.findIndex(({ part }) => part === cause);
    return { traffic: traffic.name, metric, name, cause, ranking, place: at < 0 ? undefined : at + 1 };
  });

/** A part of a stretch, from slot to slot. */
const cut = ({ slotMs, slots, parts }: Stretch, from: number, to: number): Stretch => ({
  slotMs,
  slots: slots.slice(from, to),
  parts: new Map([...parts].map(([part, figures]) => [part, figures.slice(from, to)])),
});

/** From which share of normal operation on it is split: less says little about what is normal. */
const FIRST = 0.25;
/** Slots between two splits: an hour. */
const STEP = 12;

/** What alarms were on, each once. */
const targetsOf = ({ issues }: Traffic): readonly { readonly metric: string; readonly target: Target }[] => [
  ...new Map(
    issues.map(({ metric, target }) => [`${target.part} ${metric}`, { metric, target }] as const),
  ).values(),
];

/**
 * Normal operation split at many points, as if an alarm had rung there: what is before is normal, the next `length` slots
 * are suspect. Nothing should be named.
 */
export const judgeNormal = (traffic: Traffic, length: number): readonly Verdict[] => {
  const { normal, graph, name } = traffic;
  return targetsOf(traffic).flatMap(({ metric, target }) => {
    const verdicts: Verdict[] = [];
    const last = normal.slots.length - 3;
    for (let at = Math.ceil(normal.slots.length * FIRST); at < last; at += STEP) {
      const suspect = cut(normal, at, at + length);
      const ranking = rankOrigins(graph, cut(normal, 0, at), suspect, {
        ...target,
        atMs: suspect.slots[0] ?? 0,
      });
      verdicts.push({
        traffic: name,
        metric,
        name: `split at ${at}`,
        cause: undefined,
        ranking,
        place: undefined,
      });
    }
    return verdicts;
  });
};
