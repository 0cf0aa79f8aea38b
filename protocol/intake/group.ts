import { kinOf } from '../../domain/correlation/kin.ts';
import type { Draft } from '../../domain/incident/draft.ts';
import { budgetMinute, createPageBudget, type PageBudget } from '../../domain/notice/page-budget.ts';
import type { Heads } from '../ports/record.ts';
import { incidentId, type Shell } from '../shell.ts';
import type { Plan, Raising } from './plan.ts';

/** Signals of one correlation key that are raised together: one read and at most one commit. */
export interface Group {
  readonly key: string;
  readonly members: readonly Raising[];
  /** What a person's declaration adds to the decision; `by` is that person. */
  readonly adorn?: (draft: Draft) => void;
  readonly by?: string;
}

/** What was read. An incident that was `asked` for and not found does not exist. */
export interface View extends Heads {
  readonly asked: ReadonlySet<string>;
  /** Of pages, for all that is decided on this view: the read brings it along, so that no page waits for another. */
  readonly budget: PageBudget;
}

/**
 * One batched read: slots, alarm items, those of the kin of what is raised, and incidents. By default the incidents are the first generation of each key.
 */
export const readView = async (
  shell: Shell,
  keys: readonly string[],
  plans: readonly Plan[],
  incidentIds: readonly string[] = keys.map((key) => incidentId(shell, key, 1)),
): Promise<View> => {
  const signalIds = plans.flatMap(({ kind, transition: { signal } }) =>
    kind === 'raise' ? [signal.id, ...kinOf(signal)] : [signal.id],
  );
  const pagesOfMs = budgetMinute(shell.configuration, shell.now());
  const heads = await shell.store.readHeads({ keys, signalIds, incidentIds, pagesOfMs });
  const budget = createPageBudget(shell.configuration.pagesPerMinute, heads.pages);
  return { ...heads, asked: new Set(incidentIds), budget };
};

/** Where the walk begins: the highest generation that slot or alarm items name. */
export const startGeneration = (view: Heads, key: string, members: readonly Raising[]): number => {
  const named = members
    .map(({ transition }) => view.alarms.get(transition.signal.id))
    .filter((item) => item?.key === key);
  return Math.max(1, view.slots.get(key) ?? 1, ...named.map((item) => item?.generation ?? 1));
};
