import { describe, expect, test } from 'vitest';
import type { IncidentQueries } from '../../protocol/ports/queries.ts';
import { claimsOfLists } from './lists.contract.ts';
import { newId, sampleSignal, T0 } from './sample-records.ts';
import type { MakeStore } from './store-under-test.ts';

/** What all IncidentQueries keep to. */
export const describeIncidentQueries = (name: string, make: MakeStore): void => {
  describe(`${name}: incident queries`, () => {
    claimsOfLists(make);
    claimsOfTimelines(make);
    claimsOfSignalPages(make);
  });
};

/** All entries of a timeline, page by page. */
const textsOf = async (queries: IncidentQueries, incidentId: string, limit: number): Promise<string[]> => {
  const texts: string[] = [];
  let from: string | undefined;
  do {
    const page = await queries.timeline(incidentId, limit, from);
    expect(page.entries.length).toBeLessThanOrEqual(limit);
    texts.push(...page.entries.map(({ text }) => text));
    from = page.next;
  } while (from !== undefined);
  return texts;
};

const entry = (text: string) => ({ atMs: T0, kind: 'note', by: 'maya', text }) as const;

const claimsOfTimelines = (make: MakeStore): void => {
  test('a timeline tells entries by version and position, whatever the order of writing', async () => {
    const { store, queries } = await make();
    const id = newId();
    await store.appendEntries(id, 10, [entry('10.0')]);
    await store.appendEntries(
      id,
      2,
      Array.from({ length: 30 }, (_, n) => entry(`2.${n}`)),
    );
    await store.appendEntries(id, 1, [{ ...entry('1.0'), reason: 'opened' }]);
    await store.appendEntries(`${id}0`, 1, [entry('of another incident')]);
    const expected = ['1.0', ...Array.from({ length: 30 }, (_, n) => `2.${n}`), '10.0'];
    expect(await textsOf(queries, id, 100)).toEqual(expected);
    expect(await textsOf(queries, id, 7)).toEqual(expected);
    expect(await textsOf(queries, id, 8)).toEqual(expected);
    expect((await queries.timeline(id, 1)).entries).toEqual([
      { id: '1.0', ...entry('1.0'), reason: 'opened' },
    ]);
    const { entries } = await queries.timeline(id, 100);
    expect(entries.map((each) => each.id)).toEqual(expected);
  });

  test('entries appended again are there once (I3)', async () => {
    const { store, queries } = await make();
    const id = newId();
    await store.appendEntries(id, 1, [entry('a'), entry('b')]);
    await store.appendEntries(id, 1, [entry('a'), entry('b')]);
    await store.appendEntries(id, 2, []);
    expect(await textsOf(queries, id, 10)).toEqual(['a', 'b']);
  });

  test('a timeline that just fills its page has no next one', async () => {
    const { store, queries } = await make();
    const id = newId();
    await store.appendEntries(id, 1, [entry('a'), entry('b')]);
    expect(await queries.timeline(id, 2)).toEqual({
      entries: [
        { id: '1.0', ...entry('a') },
        { id: '1.1', ...entry('b') },
      ],
    });
    expect(await queries.timeline('nobody-1', 2)).toEqual({ entries: [] });
  });
};

const claimsOfSignalPages = (make: MakeStore): void => {
  test('signals are paged by id, active or not, each once', async () => {
    const { store, queries } = await make();
    const id = newId();
    const ids = ['alarm-a', 'alarm-c', 'alarm-b', 'alarm-e', 'alarm-d'];
    for (const [n, name] of ids.entries()) await store.putSignal(id, sampleSignal(name, { active: n !== 2 }));
    const first = await queries.signals(id, 3);
    const second = await queries.signals(id, 3, first.next);
    const found = [...first.signals, ...second.signals];
    expect(found.map(({ signalId }) => signalId)).toEqual([...ids].sort());
    expect(found[0]).toEqual(sampleSignal('alarm-a'));
    expect(found[1]).toEqual(sampleSignal('alarm-b', { active: false }));
    expect(second.next).toBeUndefined();
  });
};
