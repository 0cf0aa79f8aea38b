import type { History } from './history.ts';
import { SKEW_MS } from './pages.ts';
import type { Worker } from './scheduler.ts';
import type { Published } from './watch.ts';

const MINUTE = 60_000;

const minuteOf = (atMs: number): number => Math.floor(atMs / MINUTE);

/** Within one minute, whatever the worker's clock says, from its beginning on. */
const isWithin = (atMs: number, minute: number): boolean =>
  minuteOf(atMs - SKEW_MS) === minute && minuteOf(atMs + SKEW_MS) === minute;

const hadEnded = ({ ended }: Worker, before: Worker): boolean => ended !== undefined && ended < before.began;

/**
 * Whoever began when the budget of an audience was used up pages it no more by itself in that minute. Workers side by side
 * may overshoot it, a fault may hide what was counted, and a person's page goes out anyway.
 */
export const checkBudget = ({ watch, configuration }: History): string | undefined => {
  const { pagesPerMinute } = configuration();
  const singles = watch.published.filter(
    ({ kind, digest, worker }) => kind === 'page' && digest === undefined && !worker.faulted,
  );
  const isSteady = ({ atMs, worker }: Published): boolean =>
    isWithin(atMs, minuteOf(atMs)) && isWithin(worker.beganAtMs, minuteOf(atMs));
  const steady = [...Map.groupBy(singles.filter(isSteady), pageMinute).values()];
  for (const pages of steady)
    for (const page of pages.filter(({ by }) => by === undefined)) {
      const earlier = pages.filter(({ worker }) => hadEnded(worker, page.worker)).length;
      if (earlier >= pagesPerMinute)
        return `${page.id} is beyond the budget: ${earlier} pages to ${page.audience} in its minute`;
    }
  return undefined;
};

const pageMinute = ({ audience, atMs }: Published): string => `${audience} ${minuteOf(atMs)}`;
