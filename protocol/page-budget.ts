import type { Effect } from '../domain/incident/effect.ts';
import { heldOf } from '../domain/incident/held-page.ts';
import type { Incident } from '../domain/incident/incident.ts';
import { budgetMinute, createPageBudget, type PageBudget } from '../domain/notice/page-budget.ts';
import { errorName } from './error-name.ts';
import type { Shell } from './shell.ts';

/** The budget of the present minute. Undefined: it cannot be read, so everything pages. */
const readBudget = async ({ store, journal, configuration, now }: Shell): Promise<PageBudget | undefined> => {
  try {
    const counted = await store.readPages(budgetMinute(configuration, now()));
    return createPageBudget(configuration.pagesPerMinute, counted);
  } catch (error) {
    journal.note('warn', 'pages-not-counted', { why: errorName(error) });
    return undefined;
  }
};

/** The same shell for one invocation that decides on several incidents at once: the first that pages reads the budget for all. */
export const sharingBudget = (shell: Shell): Shell => {
  let read: Promise<PageBudget | undefined> | undefined;
  return {
    ...shell,
    budget: () => {
      read ??= readBudget(shell);
      return read;
    },
  };
};

type Page = Effect<'notify'>;

/** The pages that a commit owes anew or takes over, but for those that a digest has taken up. */
const pagesOf = (before: Incident | undefined, after: Incident): readonly (readonly [string, Page])[] =>
  Object.entries(after.outbox).flatMap(([id, effect]) => {
    const isPage = effect.kind === 'notify' && effect.notice.kind === 'page';
    const isOurs = before?.outbox[id]?.dueAtMs !== effect.dueAtMs;
    return isPage && isOurs && heldOf(effect) === undefined ? [[id, effect] as const] : [];
  });

export interface HeldBack {
  readonly after: Incident;
  /** Where the commit is not made: what it would have paged is left for the next try, and for others. */
  giveBack(): void;
}

/**
 * The incident as it is to be committed, its pages beyond the budget held back: a digest tells them (the sweep,
 * protocol/wake/tell-held.ts), and an acknowledgement or a resolution makes them void as any others. What a batched read
 * brought along is the budget of an opening; other commits read it where they page.
 */
export const holdBack = async (
  shell: Shell,
  before: Incident | undefined,
  after: Incident,
  known?: PageBudget,
): Promise<HeldBack> => {
  const pages = pagesOf(before, after);
  if (pages.length === 0) return { after, giveBack: () => undefined };
  const budget = known ?? (await (shell.budget?.() ?? readBudget(shell)));
  const nowMs = shell.now();
  const going: Page[] = [];
  const held: [string, Page][] = [];
  for (const [id, effect] of pages)
    if (budget?.take(effect.notice) === false)
      held.push([id, { ...effect, dueAtMs: nowMs, held: { sinceMs: nowMs } }]);
    else going.push(effect);
  return {
    after: held.length === 0 ? after : { ...after, outbox: { ...after.outbox, ...Object.fromEntries(held) } },
    giveBack: () => {
      for (const { notice } of going) budget?.giveBack(notice);
    },
  };
};

/** Counts the pages that went out singly, after their publish, since no page waits for it. A digest does not count. */
export const countPages = async (
  { store, journal, configuration, now }: Shell,
  incident: Incident,
  ids: readonly string[],
): Promise<void> => {
  const counts = new Map<string, number>();
  for (const id of ids) {
    const effect = incident.outbox[id];
    if (effect?.kind !== 'notify' || effect.notice.kind !== 'page' || effect.held !== undefined) continue;
    counts.set(effect.notice.audience, (counts.get(effect.notice.audience) ?? 0) + 1);
  }
  if (counts.size === 0) return;
  try {
    await store.countPages(budgetMinute(configuration, now()), counts);
  } catch (error) {
    journal.note('warn', 'pages-not-counted', { why: errorName(error) });
  }
};
