import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Call, Figures, Stretch } from '../../../domain/triage/observations.ts';
import { type Ranking, rankOrigins } from '../../../domain/triage/rank-origins.ts';
import { alarmOn, ONSET_MS, SLOT_MS } from './sample-estate.ts';

const NORMAL = 12;
const SUSPECT = 4;
const names = ['a', 'b', 'c', 'd', 'e', 'f'];

const figures = fc.record({
  requests: fc.integer({ min: 0, max: 200 }),
  latencyMs: fc.integer({ min: 1, max: 400 }),
  faults: fc.integer({ min: 0, max: 20 }),
});
/** Mostly calm, so that what is off stands out. */
const calm = fc.record({
  requests: fc.integer({ min: 95, max: 105 }),
  latencyMs: fc.integer({ min: 48, max: 52 }),
  faults: fc.constant(0),
});
const row = (one: fc.Arbitrary<Figures>, length: number) =>
  fc.array(fc.option(one, { nil: undefined, freq: 20 }), { minLength: length, maxLength: length });

interface World {
  readonly calls: readonly Call[];
  readonly normal: Stretch;
  readonly suspect: Stretch;
}

const stretch = (from: number, rows: readonly (readonly (Figures | undefined)[])[]): Stretch => ({
  slotMs: SLOT_MS,
  slots: (rows[0] ?? []).map((_, at) => ONSET_MS + (from + at) * SLOT_MS),
  parts: new Map(rows.map((figures, at) => [names[at] ?? '', figures])),
});

const part = fc.constantFrom(...names);
const world: fc.Arbitrary<World> = fc
  .record({
    calls: fc.array(fc.record({ caller: part, callee: part }), { maxLength: 14 }),
    normal: fc.tuple(...names.map(() => row(calm, NORMAL))),
    suspect: fc.tuple(...names.map(() => row(fc.oneof(calm, figures), SUSPECT))),
  })
  .map(({ calls, normal, suspect }) => ({
    calls,
    normal: stretch(-NORMAL, normal),
    suspect: stretch(0, suspect),
  }));

const measures = ['latency', 'faults'] as const;
const ask = ({ calls, normal, suspect }: World, measure: 'latency' | 'faults'): Ranking =>
  rankOrigins({ calls }, normal, suspect, alarmOn('a', measure));

const holds = (claim: (world: World, measure: 'latency' | 'faults') => void): void =>
  fc.assert(
    fc.property(world, fc.constantFrom(...measures), (one, measure) => claim(one, measure)),
    { numRuns: 500 },
  );

const mapped = (of: Stretch, change: (figures: Figures) => Figures): Stretch => ({
  ...of,
  parts: new Map(
    [...of.parts].map(([name, row]) => [name, row.map((one) => (one === undefined ? one : change(one)))]),
  ),
});

test('the samples hold both answers', () => {
  const kinds = new Set(fc.sample(world, { numRuns: 200, seed: 1 }).map((one) => ask(one, 'latency').kind));
  expect([...kinds].sort()).toEqual(['named', 'none']);
});

test('the order of parts and calls decides nothing', () =>
  holds((one, measure) => {
    const turned = (of: Stretch): Stretch => ({ ...of, parts: new Map([...of.parts].reverse()) });
    const other = {
      calls: [...one.calls].reverse(),
      normal: turned(one.normal),
      suspect: turned(one.suspect),
    };
    expect(ask(other, measure)).toEqual(ask(one, measure));
  }));

test('the unit of latency decides nothing', () =>
  holds((one, measure) => {
    // A power of two, so that not even rounding differs.
    const scaled = (of: Stretch) => mapped(of, (one) => ({ ...one, latencyMs: (one.latencyMs ?? 0) * 1024 }));
    const other = { ...one, normal: scaled(one.normal), suspect: scaled(one.suspect) };
    const told = (ranking: Ranking) =>
      ranking.origins.map(({ part, score, distance }) => [part, score, distance]);
    expect(told(ask(other, measure))).toEqual(told(ask(one, measure)));
  }));

test('parts that the target does not call change nothing', () =>
  holds((one, measure) => {
    const more = (of: Stretch, latencyMs: number): Stretch => ({
      ...of,
      parts: new Map([
        ...of.parts,
        ['apart', of.slots.map(() => ({ requests: 100, latencyMs, faults: latencyMs / 10 }))],
      ]),
    });
    const calls = [...one.calls, { caller: 'apart', callee: 'a' }, { caller: 'apart', callee: 'elsewhere' }];
    const other = { calls, normal: more(one.normal, 10), suspect: more(one.suspect, 1_000) };
    expect(ask(other, measure)).toEqual(ask(one, measure));
  }));

test('a part without figures is never named', () =>
  holds((one, measure) => {
    const calls = [...one.calls, { caller: 'a', callee: 'silent' }, { caller: 'silent', callee: 'b' }];
    expect(ask({ ...one, calls }, measure).origins.map(({ part }) => part)).not.toContain('silent');
  }));

test('scores are shares of one trouble, the largest first as far as they differ', () =>
  holds((one, measure) => {
    const scores = ask(one, measure).origins.map(({ score }) => score);
    for (const [at, score] of scores.entries()) expect(score).toBeLessThan((scores[at - 1] ?? 1) + 0.05);
    expect(Math.min(0, ...scores)).toBeGreaterThan(-1e-9);
    expect(scores.reduce((sum, score) => sum + score, 0)).toBeLessThan(1 + 1e-9);
  }));

test('the work grows with parts and calls, not with their square', () => {
  const rowsRead = (parts: number): number => {
    let reads = 0;
    const counting = (from: number, slots: number, latencyMs: number): Stretch => {
      const rows = new Map(
        Array.from({ length: parts }, (_, n) => [
          `part-${n}`,
          Array.from({ length: slots }, (_, slot) => ({
            requests: 100,
            faults: 0,
            latencyMs: latencyMs + (slot % 3),
          })),
        ]),
      );
      const get = rows.get.bind(rows);
      rows.get = (name) => {
        reads++;
        return get(name);
      };
      return {
        slotMs: SLOT_MS,
        slots: Array.from({ length: slots }, (_, at) => ONSET_MS + (from + at) * SLOT_MS),
        parts: rows,
      };
    };
    const calls = Array.from({ length: parts - 1 }, (_, n) => [
      { caller: `part-${n}`, callee: `part-${n + 1}` },
      { caller: 'part-0', callee: `part-${n + 1}` },
    ]).flat();
    const target = alarmOn('part-0', 'latency');
    const { origins } = rankOrigins({ calls }, counting(-12, 12, 50), counting(0, 6, 500), target);
    expect(origins[0]?.part).toBe(`part-${parts - 1}`);
    return reads;
  };
  expect(rowsRead(2_000) / rowsRead(500)).toBeLessThan(4.5);
});
