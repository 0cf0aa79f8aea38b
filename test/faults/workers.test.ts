import { afterAll, describe, expect, test } from 'vitest';
import { type Mutation, mutate } from '../simulation/mutations.ts';
import { createRandom } from '../simulation/random.ts';
import type { Flow } from './flow.ts';
import { flows } from './flows.ts';
import type { Pick } from './interleave.ts';
import { playFlow } from './play-flow.ts';
import { type Covered, playSchedules } from './schedules.ts';

/** So many runs a flow: more than any two workers need. TOCSIN_SCHEDULES=100000 plays three workers further. */
const LIMIT = Number(process.env['TOCSIN_SCHEDULES'] ?? 300);
/** Three workers: so many of the first schedules, and as many drawn at random. */
const LIMIT_OF_THREE = Number(process.env['TOCSIN_SCHEDULES'] ?? 60);

const pairs = flows.filter(({ workers }) => workers.length === 2);
const threes = flows.filter(({ workers }) => workers.length > 2);
const table: (Covered & { readonly title: string })[] = [];

afterAll(() => {
  const rows = table.map(
    ({ played, all, title }) => `${String(played).padStart(8)}  ${all ? 'all ' : 'some'}  ${title}`,
  );
  const sum = table.reduce((total, { played }) => total + played, 0);
  console.log(
    ['schedules played, all or some of those that differ', ...rows, `${String(sum).padStart(8)}`].join('\n'),
  );
});

describe('interleaved at every await: one open incident a key (I2), no alarm lost (I1), no page in vain (I5, I7)', () => {
  test.each(pairs)('$title', async (flow) => {
    const covered = await playSchedules((pick) => playFlow(flow, pick), LIMIT);
    table.push({ ...covered, title: flow.title });
    expect(covered.all).toBe(true);
  });

  test.each(threes)('$title', async (flow) => {
    const covered = await playSchedules((pick) => playFlow(flow, pick), LIMIT_OF_THREE);
    for (let seed = 1; seed <= LIMIT_OF_THREE; seed++) await playRandom(flow, seed);
    table.push({ ...covered, played: covered.played + LIMIT_OF_THREE, title: flow.title });
    expect(covered.played).toBeGreaterThan(0);
  });
});

/** So many schedules for each call after which one of two ends: the first, which change workers least. */
const LIMIT_OF_ENDINGS = Number(process.env['TOCSIN_SCHEDULES'] ?? 6);

describe('one of two ends after any of its calls, and comes again: the same holds (I1, I2, I3)', () => {
  test.each(pairs)('$title', async (flow) => {
    const repeating: Flow = { ...flow, mayRepeat: true };
    let played = 0;
    for (const worker of flow.workers.keys()) {
      const calls = await callsOf(flow, worker);
      for (let call = 0; call < calls; call++) {
        const play = (pick: Pick) => playFlow(repeating, pick, { ending: { worker, call } });
        played += (await playSchedules(play, LIMIT_OF_ENDINGS)).played;
      }
    }
    table.push({ played, all: false, title: `${flow.title}, one of them ended` });
    expect(played).toBeGreaterThan(0);
  });
});

/** How many calls a worker makes when it goes first. */
const callsOf = async (flow: Flow, worker: number): Promise<number> => {
  let calls = 0;
  await playFlow(flow, (waiting) => {
    const next = waiting.find((other) => other.worker === worker) ?? waiting[0];
    if (next?.worker === worker) calls++;
    return next;
  });
  return calls;
};

const playRandom = async (flow: Flow, seed: number): Promise<void> => {
  const random = createRandom(seed);
  try {
    await playFlow(flow, (waiting) => random.pick(waiting));
  } catch (error) {
    throw new Error(`seed ${seed}`, { cause: error });
  }
};

/** Mistakes that need two workers to show, each with workers that show it. */
const planted: readonly (readonly [Mutation, string])[] = [
  ['no-condition', 'two sweeps'],
  ['slot-trusted', 'two first alarms of one service'],
  ['stale-alarm-write', 'a first alarm and its OK'],
  ['signal-any-order', 'a first alarm and its OK'],
  ['no-seal', 'an opening of the next and a reopening by hand'],
  ['clear-all-effects', 'a sweep after a crash and an acknowledgement'],
  ['outbox-rewritten', 'a sweep after a crash and an acknowledgement'],
];

test.each(planted)('the schedules find a planted mistake: %s, by %s', async (mutation, title) => {
  const flow = flows.find((other) => other.title === title);
  if (flow === undefined) throw new RangeError(`no workers are called "${title}"`);
  const playAll = () =>
    playSchedules((pick) => playFlow(flow, pick, { plant: (shell) => mutate(shell, mutation) }), LIMIT);
  await expect(playAll()).rejects.toThrow(/\(I[1-7]/);
});
