import type { TestPage } from '../../domain/notice/test-page.ts';
import type { TestPageStore } from '../../protocol/ports/test-pages.ts';

/** Port `TestPageStore` in memory. */
export const createMemoryTestPages = (): TestPageStore => {
  const pages = new Map<string, TestPage>();
  return {
    last: async (audiences) => audiences.flatMap((audience) => pages.get(audience) ?? []),
    keep: async (page) => {
      pages.set(page.audience, page);
    },
    addArrival: async ({ id, audience }, by, atMs) => {
      const page = pages.get(audience);
      if (page?.id !== id) return undefined;
      const arrived = { ...page, arrivals: { [by]: atMs, ...page.arrivals } };
      pages.set(audience, arrived);
      return arrived;
    },
  };
};
