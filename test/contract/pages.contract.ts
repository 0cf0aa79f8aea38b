import { expect, test } from 'vitest';
import type { MakeStore } from './store-under-test.ts';

const MINUTE = 60_000;
const NOON = Date.UTC(2026, 2, 14, 12);

/** `readPages`, `countPages`, and what `readHeads` brings along. */
export const claimsOfPages = (make: MakeStore): void => {
  test('pages are counted by audience, whoever counts them', async () => {
    const { store } = await make();
    await store.countPages(NOON, new Map([['primary', 2]]));
    await Promise.all([
      store.countPages(NOON, new Map([['primary', 1]])),
      store.countPages(
        NOON,
        new Map([
          ['primary', 1],
          ['fallback', 3],
        ]),
      ),
    ]);
    expect(await store.readPages(NOON)).toEqual(
      new Map([
        ['primary', 4],
        ['fallback', 3],
      ]),
    );
  });

  test('each minute has a count of its own, and one without pages is empty', async () => {
    const { store } = await make();
    await store.countPages(NOON + MINUTE, new Map([['primary', 1]]));
    expect(await store.readPages(NOON + MINUTE)).toEqual(new Map([['primary', 1]]));
    expect(await store.readPages(NOON + 2 * MINUTE)).toEqual(new Map());
  });

  test('an audience may be called like an attribute', async () => {
    const { store } = await make();
    const pages = new Map([
      ['pk', 1],
      ['sk', 2],
      ['constructor', 3],
    ]);
    await store.countPages(NOON + 3 * MINUTE, pages);
    expect(await store.readPages(NOON + 3 * MINUTE)).toEqual(pages);
  });

  test('the batched read brings the count of a minute along, where it is asked for', async () => {
    const { store } = await make();
    const pagesOfMs = NOON + 4 * MINUTE;
    const nothing = { keys: ['availability|none'], signalIds: [], incidentIds: [] };
    expect((await store.readHeads({ ...nothing, pagesOfMs })).pages).toEqual(new Map());
    await store.countPages(pagesOfMs, new Map([['primary', 7]]));
    expect((await store.readHeads({ ...nothing, pagesOfMs })).pages).toEqual(new Map([['primary', 7]]));
    expect((await store.readHeads(nothing)).pages).toEqual(new Map());
  });
};
