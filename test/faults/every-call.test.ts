import { afterAll, describe, expect, test } from 'vitest';
import { type Mutation, mutate } from '../simulation/mutations.ts';
import { type Fault, type Way, ways } from './fault.ts';
import { differenceOf, factsOf, finalRecord, ignoredOf, repeatsOf, withoutOrder } from './final-record.ts';
import { mayComeLater, type Played, playFault, type Retry } from './play-fault.ts';
import type { Scenario } from './scenario.ts';
import { scenarios } from './scenarios.ts';

const table: { readonly title: string; readonly calls: number; readonly runs: number }[] = [];

afterAll(() => {
  const line = (calls: number, runs: number, title: string) =>
    `${String(calls).padStart(5)}${String(runs).padStart(7)}  ${title}`;
  const sum = (name: 'calls' | 'runs') => table.reduce((all, row) => all + row[name], 0);
  console.log(
    [
      'calls   runs  scenario; each call in every way, tried again at once, and later where nobody was answered',
      ...table.map(({ calls, runs, title }) => line(calls, runs, title)),
      line(sum('calls'), sum('runs'), 'in all'),
    ].join('\n'),
  );
});

describe('a fault at any one call changes nothing in the end (I3) and repeats a page at most once (I7)', () => {
  test.each(scenarios)('$title', async (scenario) => {
    const reference = await playFault(scenario);
    expect(reference.invoked.ended).toBe('done');
    expect(repeatsOf(reference.world.publisher.published).filter((times) => times > 0)).toEqual([]);
    const { calls } = reference.invoked;
    const failures: string[] = [];
    let runs = 0;
    const check = async (fault: Fault, retry: Retry): Promise<Played | undefined> => {
      runs++;
      const { difference, played } = await compare(scenario, fault, retry, reference);
      if (difference)
        failures.push(
          `call ${fault.call} ${calls[Number(fault.call)]?.name}, ${fault.way}, again ${retry}: ${difference}`,
        );
      return played;
    };
    for (const call of calls.keys()) {
      for (const way of ways.filter((some) => differs(calls, call, some))) {
        const played = await check({ call, way }, 'at once');
        if (played && mayComeLater(scenario, played.invoked)) await check({ call, way }, 'later');
      }
    }
    table.push({ title: scenario.title, calls: calls.length, runs });
    expect(failures).toEqual([]);
  });
});

/** Mistakes that need a fault to show, each with a fault that shows it. */
const planted: readonly (readonly [Mutation, string, Fault])[] = [
  ['no-redo', 'a first alarm', { call: 'store.create', way: 'crash-after' }],
  ['due-lost', 'a first alarm', { call: 'store.finishEffects', way: 'crash-after' }],
  ['clear-all-effects', 'a first alarm', { call: 'publisher.publish', way: 'throttle' }],
];

test.each(planted)('a fault shows a planted mistake: %s, in %s', async (mutation, title, fault) => {
  const scenario = scenarios.find((other) => other.title === title);
  if (scenario === undefined) throw new RangeError(`no scenario is called "${title}"`);
  const reference = await playFault(scenario);
  const plant: Parameters<typeof playFault>[3] = (shell) => mutate(shell, mutation);
  expect((await compare(scenario, fault, 'at once', reference)).difference).toBeUndefined();
  expect((await compare(scenario, fault, 'at once', reference, plant)).difference).toBeDefined();
});

/** Where no other call is under way, a hang is a crash, and a crash before a call is one after the call before it. */
const differs = (calls: Played['invoked']['calls'], call: number, way: Way): boolean => {
  const isAlone = !calls[call]?.isSideBySide;
  if (way.startsWith('hang')) return !isAlone;
  return way !== 'crash-before' || call === 0 || !isAlone || calls[call - 1]?.isSideBySide === true;
};

const compare = async (
  scenario: Scenario,
  fault: Fault,
  retry: Retry,
  { world: wanted }: Played,
  plant?: Parameters<typeof playFault>[3],
): Promise<{ readonly difference?: string | undefined; readonly played?: Played }> => {
  try {
    const played = await playFault(scenario, fault, retry, plant);
    const { world } = played;
    const repeats = Math.max(0, ...repeatsOf(world.publisher.published));
    if (repeats > 1) return { difference: `a notice was repeated ${repeats} times`, played };
    const lost = ignoredOf(wanted).filter((reason) => !ignoredOf(world).includes(reason));
    if (lost.length > 0) return { difference: `no longer recorded: ${lost.join(', ')}`, played };
    const [before, after] = [wanted, world]
      .map(factsOf)
      .map(finalRecord)
      .map(scenario.mayReorder ? withoutOrder : same);
    return { difference: before && after && differenceOf(before, after), played };
  } catch (error) {
    return { difference: String(error) };
  }
};

const same = <T>(value: T): T => value;
