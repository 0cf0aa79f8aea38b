import type { Figures, Measure, Stretch, Target } from '../../domain/triage/observations.ts';
import { rankOrigins } from '../../domain/triage/rank-origins.ts';
import type { Verdict } from './judge.ts';
import type { Traffic } from './read-petshop.ts';

/** How much of its time the target waits longer, or of its requests fail: about the middle of what real issues show. */
const TROUBLE: Readonly<Record<Measure, number>> = { latency: 0.3, faults: 0.04 };
/** Parts with fewer requests a slot have no say over a page that is called hundreds of times. */
const LEAST_REQUESTS = 20;
/** The slots of five in which the fault is at work. */
const AT_WORK = [2, 3];

type Row = ReadonlyMap<string, Figures>;

/** The first slot of each issue: of the same days as the faults, before they began. */
const calmRows = ({ issues }: Traffic): readonly Row[] =>
  issues.map(({ suspect }) => new Map([...suspect.parts].map(([part, figures]) => [part, figures[0] ?? {}])));

/** The parts on the shortest way from the target to each part that it reaches, both included. */
const waysFrom = ({ graph }: Traffic, target: string): ReadonlyMap<string, readonly string[]> => {
  const ways = new Map<string, readonly string[]>([[target, [target]]]);
  for (const [part, way] of ways)
    for (const { caller, callee } of graph.calls)
      if (caller === part && !ways.has(callee)) ways.set(callee, [...way, callee]);
  return ways;
};

const worse = (figures: Figures, measure: Measure, loss: number): Figures => {
  const { requests = 0, latencyMs, faults = 0 } = figures;
  if (measure === 'faults') return { ...figures, faults: Math.min(requests, faults + loss) };
  if (latencyMs === undefined || requests === 0) return figures;
  return { ...figures, latencyMs: latencyMs + loss / requests };
};

/** What the target loses in a slot: ms, or requests. */
const lossOf = (row: Row, { part, measure }: Target): number => {
  const { requests = 0, latencyMs = 0 } = row.get(part) ?? {};
  const lost = TROUBLE[measure] * requests;
  return measure === 'latency' ? lost * latencyMs : Math.round(lost);
};

const suspectOf = (
  rows: readonly Row[],
  slotMs: number,
  target: Target,
  way: readonly string[],
): Stretch => ({
  slotMs,
  slots: rows.map((_, at) => target.atMs + (at - 2) * slotMs),
  parts: new Map(
    [...new Set(rows.flatMap((row) => [...row.keys()]))].map((part) => [
      part,
      rows.map((row, at) => {
        const figures = row.get(part) ?? {};
        const isHit = AT_WORK.includes(at) && way.includes(part);
        return isHit ? worse(figures, target.measure, lossOf(row, target)) : figures;
      }),
    ]),
  ),
});

/**
 * Faults put into every other part that the target calls, directly or not, which is what the true causes of the data set
 * at hand leave out. Slots before real faults, turned round, with the same loss added to each part on the way from the
 * fault to the target. It shows how the ranking stands real noise, not that real faults spread like this.
 */
export const judgeMovedFaults = (traffic: Traffic): readonly Verdict[] => {
  const rows = calmRows(traffic);
  const targets = new Map(traffic.issues.map((issue) => [`${issue.target.part} ${issue.metric}`, issue]));
  return [...targets.values()].flatMap(({ metric, target }) =>
    [...waysFrom(traffic, target.part)].flatMap(([cause, way]) => {
      const isBusy = way.every((part) =>
        rows.every((row) => (row.get(part)?.requests ?? 0) >= LEAST_REQUESTS),
      );
      if (!isBusy) return [];
      return rows.map((_, turn): Verdict => {
        const turned = [0, 1, 2, 3, 4].map((at) => rows[(turn + at) % rows.length] ?? new Map());
        const suspect = suspectOf(turned, traffic.normal.slotMs, target, way);
        const ranking = rankOrigins(traffic.graph, traffic.normal, suspect, target);
        const at = ranking.origins.findIndex(({ part }) => part === cause);
        const place = at < 0 ? undefined : at + 1;
        return { traffic: traffic.name, metric, name: `${cause}, turn ${turn}`, cause, ranking, place };
      });
    }),
  );
};
