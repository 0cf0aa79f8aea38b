import { describe, expect, test } from 'vitest';
import type { TestPage } from '../../domain/notice/test-page.ts';
import type { TestPageStore } from '../../protocol/ports/test-pages.ts';
import { T0 } from './sample-records.ts';

const page = (changes: Partial<TestPage> = {}): TestPage => ({
  ...{ id: 'primary-a1', audience: 'primary', severity: 'SEV1', by: 'maya', atMs: T0, arrivals: {} },
  ...changes,
});

/** What every TestPageStore keeps to. */
export const describeTestPages = (name: string, make: () => Promise<TestPageStore>): void => {
  describe(`${name}: test pages`, () => {
    test("an audience's later test page takes the place of its earlier one", async () => {
      const store = await make();
      await store.keep(page());
      await store.keep(page({ id: 'night-shift-b2', audience: 'night-shift' }));
      const later = page({ id: 'primary-c3', severity: 'SEV3', atMs: T0 + 1 });
      await store.keep(later);
      expect(await store.last(['primary', 'secondary'])).toEqual([later]);
      expect(await store.last(['primary', 'night-shift'])).toHaveLength(2);
    });

    test('an arrival is kept by name, and the first of a name counts', async () => {
      const store = await make();
      await store.keep(page());
      expect(await store.addArrival(page(), 'ada.l@acme', T0 + 5)).toEqual(
        page({ arrivals: { 'ada.l@acme': T0 + 5 } }),
      );
      await store.addArrival(page(), 'constructor', T0 + 6);
      await store.addArrival(page(), 'ada.l@acme', T0 + 9);
      const arrivals = { 'ada.l@acme': T0 + 5, constructor: T0 + 6 };
      expect(await store.last(['primary'])).toEqual([page({ arrivals })]);
    });

    test('an arrival of a page that is not the last one is not kept', async () => {
      const store = await make();
      expect(await store.addArrival(page(), 'maya', T0)).toBeUndefined();
      await store.keep(page({ id: 'primary-c3' }));
      expect(await store.addArrival(page(), 'maya', T0)).toBeUndefined();
      expect(await store.last(['primary'])).toEqual([page({ id: 'primary-c3' })]);
    });
  });
};
