import { existsSync } from 'node:fs';
import type { CallGraph, Figures, Stretch } from '../../domain/triage/observations.ts';
import { rankOrigins } from '../../domain/triage/rank-origins.ts';
import type { Figure, Group } from '../figures/figure.ts';
import { median } from '../meters/percentile.ts';
import { judgeIssues, judgeNormal, type Verdict } from '../petshop/judge.ts';
import { judgeMovedFaults } from '../petshop/move-faults.ts';
import { petShopFolder, readPetShop, type Traffic } from '../petshop/read-petshop.ts';
import { aims, type Group as GroupOf, type Share, sharesOf, type What } from '../petshop/shares.ts';

/** As many slots as an issue of the data set has. */
const SHORT = 5;

/** One verdict that went wrong, in a few words. */
const wrongText = ({ traffic, name, ranking }: Verdict): string =>
  `${traffic} ${name}: ${ranking.kind === 'none' ? ranking.reason : ranking.origins[0].part}`;

const noteOf = ({ good, all, wrong }: Share): string => {
  const named = wrong.slice(0, 5).map(wrongText).join('; ');
  return `${good} of ${all}${named === '' ? '' : `. Otherwise: ${named}`}.`;
};

const figuresOf = (
  what: What,
  verdicts: readonly Verdict[],
  more = '',
  groups?: readonly GroupOf[],
): readonly Figure[] =>
  sharesOf(what, verdicts, groups).map((share) => ({
    what: `${what}, ${share.of}${more}`,
    value: share.value,
    unit: 'share',
    aim: { of: 'value', atLeast: aims[what] },
    note: noteOf(share),
  }));

const accuracy = (traffics: readonly Traffic[]): readonly Figure[] => {
  const issues = traffics.flatMap(judgeIssues);
  const rest = traffics.flatMap((traffic) => judgeNormal(traffic, traffic.normal.slots.length));
  const short = traffics.flatMap((traffic) => judgeNormal(traffic, SHORT));
  return [
    ...figuresOf('top-1', issues),
    ...figuresOf('top-3', issues),
    ...figuresOf('specificity', rest),
    ...figuresOf('specificity', short, `, of ${SHORT} slots`),
    ...figuresOf('top-1', traffics.flatMap(judgeMovedFaults), ', moved', ['metric', 'traffic']),
  ];
};

const runs = { full: { parts: 500, samples: 200 }, quick: { parts: 50, samples: 5 } } as const;
const SLOT_MS = 300_000;

/** A tree of parts that calls three each, the last of which is slow, and so all above it. */
const slowTree = (
  parts: number,
): { readonly graph: CallGraph; readonly of: (slots: number, slow: number) => Stretch } => {
  const name = (n: number) => `part-${n}`;
  const callerOf = (n: number) => Math.floor((n - 1) / 3);
  const slow = new Set<number>([0]);
  for (let n = parts - 1; n > 0; n = callerOf(n)) slow.add(n);
  const calls = Array.from({ length: parts - 1 }, (_, n) => ({
    caller: name(callerOf(n + 1)),
    callee: name(n + 1),
  }));
  const figures = (n: number, slot: number, by: number): Figures => ({
    requests: 100,
    faults: 0,
    latencyMs: 50 + ((n * 7 + slot * 13) % 11) + (slow.has(n) ? by : 0),
  });
  return {
    graph: { calls },
    of: (slots, by) => ({
      slotMs: SLOT_MS,
      slots: Array.from({ length: slots }, (_, slot) => (by > 0 ? 1_000 + slot : slot) * SLOT_MS),
      parts: new Map(
        Array.from({ length: parts }, (_, n) => [
          name(n),
          Array.from({ length: slots }, (_, slot) => figures(n, slot, by)),
        ]),
      ),
    }),
  };
};

/** Three hours of normal operation, and the half hour of an onset. */
const speed = (parts: number, samples: number): Figure => {
  const { graph, of } = slowTree(parts);
  const [normal, suspect] = [of(36, 0), of(6, 400)];
  const target = { part: 'part-0', measure: 'latency', atMs: suspect.slots[0] ?? 0 } as const;
  const times: number[] = [];
  for (let n = 0; n < samples; n++) {
    const beganMs = performance.now();
    const { origins } = rankOrigins(graph, normal, suspect, target);
    times.push(performance.now() - beganMs);
    if (origins[0]?.part !== `part-${parts - 1}`) throw new Error(`the slow part of ${parts} was not found`);
  }
  return { what: `origin among ${parts} parts, p50`, value: median(times), unit: 'ms' };
};

/** How often the product finds the part at which an injected fault was, and names none where there was none. */
export const origins: Group = async (size) => {
  const { parts, samples } = runs[size];
  const given = process.env['TOCSIN_BENCH_DATA'];
  const figure = speed(parts, samples);
  if (given === undefined && !existsSync(petShopFolder))
    return [
      { ...figure, note: 'the data set is not there: only the time is measured. --data says where it is.' },
    ];
  return [...accuracy(readPetShop(given ?? petShopFolder)), figure];
};
