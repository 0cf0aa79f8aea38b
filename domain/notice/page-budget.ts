import type { Notice } from '../incident/notice.ts';
import type { Configuration } from '../kernel/configuration.ts';

const MINUTE_MS = 60_000;

/** When the minute began in which pages are counted, epoch ms. Compressed time has shorter ones. */
export const budgetMinute = ({ timeScale = 1 }: Pick<Configuration, 'timeScale'>, nowMs: number): number => {
  const lengthMs = MINUTE_MS / timeScale;
  return Math.floor(nowMs / lengthMs) * lengthMs;
};

/** Of the pages of a minute one in so many is kept for SEV1: what matters most may come last. */
const KEPT_FOR_SEV1 = 3;

/** How many pages an audience still gets singly in the present minute. docs/adr/0027. */
export interface PageBudget {
  /** Whether this page goes out by itself, which then counts. What a person asked for always does. */
  take(notice: Notice): boolean;
  /** A page that was taken and does not go out: its commit was not made. */
  giveBack(notice: Notice): void;
}

/**
 * @param limit pages an audience and minute
 * @param counted how many each audience has got in this minute, as far as known
 */
export const createPageBudget = (limit: number, counted: ReadonlyMap<string, number>): PageBudget => {
  const used = new Map(counted);
  return {
    take: ({ audience, severity, by }) => {
      const count = used.get(audience) ?? 0;
      const most = severity === 'SEV1' ? limit : limit - Math.floor(limit / KEPT_FOR_SEV1);
      if (by === undefined && count >= most) return false;
      used.set(audience, count + 1);
      return true;
    },
    giveBack: ({ audience }) => {
      used.set(audience, Math.max(0, (used.get(audience) ?? 0) - 1));
    },
  };
};
