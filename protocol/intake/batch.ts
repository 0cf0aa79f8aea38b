import { isComposite } from '../../domain/correlation/kin.ts';
import { isOpen } from '../../domain/incident/incident.ts';
import type { Transition } from '../../domain/signal/signal.ts';
import type { Unfinished } from '../outbox/carrier.ts';
import { incidentId, type Shell } from '../shell.ts';
import { clearSignal } from './clear-signal.ts';
import { findKin, namedFirst, newPatience, pointToComposite } from './composite.ts';
import { type Group, readView, startGeneration, type View } from './group.ts';
import { groupByKey, keysOf } from './group-by-key.ts';
import type { Outcome } from './outcome.ts';
import { type Ending, type Plan, planFor, type Raising } from './plan.ts';
import { settle } from './settle.ts';
import { raiseGroup } from './walk.ts';

/** What became of a transition. `failed`: it could not be carried through now, and redelivery tries again. */
export type Ingested = Outcome | { readonly kind: 'failed'; readonly error: unknown };

/** What one pass over a batch has done, and what it has left. */
export interface Pass {
  /** In the order of the input. */
  readonly plans: readonly Plan[];
  readonly results: Map<Plan, Ingested>;
  /** Unfinished work, with the plans that left it: they are taken in only when it is done. */
  readonly open: { readonly plans: readonly Plan[]; readonly unfinished: readonly Unfinished[] }[];
}

/**
 * One pass over a batch. Raises are grouped by key and folded: first keys without an open incident, then those that
 * join, then composite alarms, which follow the alarms that they name. Endings come last. A failure never costs the others. docs/architecture.md, Batches.
 */
export const takeBatch = async (shell: Shell, transitions: readonly Transition[]): Promise<Pass> => {
  const plans = transitions.map((transition) => planFor(shell, transition));
  const pass: Pass = { plans, results: new Map(), open: [] };
  for (const plan of plans)
    if (plan.kind === 'ignore') pass.results.set(plan, { kind: 'ignored', reason: plan.reason });
  const acting = plans.filter((plan) => plan.kind !== 'ignore');
  if (acting.length > 0) await carryThrough(shell, acting, pass);
  return pass;
};

const carryThrough = async (shell: Shell, plans: readonly Plan[], pass: Pass): Promise<void> => {
  const raising = plans.filter((plan): plan is Raising => plan.kind === 'raise');
  const first = await readView(shell, keysOf(raising), plans);
  const [composites, others] = apart(raising, ({ transition }) => isComposite(transition.signal));
  const { groups, view } = await groupByKey(shell, others, first);
  const isFresh = (group: Group) => !hasOpenIncident(shell, group, view);
  const raiseAll = (some: readonly Group[]) =>
    Promise.all(some.map((group) => guard(group.members, pass, () => raise(shell, group, view, pass))));
  await raiseAll(groups.filter(isFresh));
  await raiseAll(groups.filter((group) => !isFresh(group)));
  // Each finds what the one before it has left, and what its own alarms have opened in this batch.
  const patience = newPatience();
  for (const composite of namedFirst(composites))
    await guard([composite], pass, async () => {
      const { group, view: latest } = await findKin(shell, composite, patience);
      await raise(shell, group, latest, pass);
      await pointToComposite(shell, composite.transition.signal);
    });
  await endAll(shell, plans, view, pass);
};

/** If the work fails, these plans alone fail: their messages come again. */
export const guard = async (
  plans: readonly Plan[],
  { results }: Pick<Pass, 'results'>,
  work: () => Promise<void>,
): Promise<void> => {
  try {
    await work();
  } catch (error) {
    for (const plan of plans) results.set(plan, { kind: 'failed', error });
  }
};

const apart = <T>(all: readonly T[], is: (one: T) => boolean): readonly [readonly T[], readonly T[]] => [
  all.filter(is),
  all.filter((one) => !is(one)),
];

const hasOpenIncident = (shell: Shell, group: Group, view: View): boolean => {
  const state = view.incidents.get(
    incidentId(shell, group.key, startGeneration(view, group.key, group.members)),
  );
  return state !== undefined && isOpen(state);
};

const raise = async (shell: Shell, group: Group, view: View, pass: Pass): Promise<void> => {
  // Of one signal's raises the newest stands for all.
  const newest = new Map<string, Raising>();
  for (const member of group.members) {
    const { id } = member.transition.signal;
    const other = newest.get(id);
    if (other === undefined || other.order < member.order) newest.set(id, member);
  }
  const { outcomes, unfinished } = await raiseGroup(shell, { ...group, members: [...newest.values()] }, view);
  for (const member of group.members) {
    const outcome = outcomes.get(newest.get(member.transition.signal.id) ?? member);
    if (outcome) pass.results.set(member, outcome);
  }
  if (unfinished.length > 0) pass.open.push({ plans: group.members, unfinished });
};

/** The alarm item of a signal raised in this batch is read again. Endings of one signal go in their order. */
const endAll = async (shell: Shell, plans: readonly Plan[], view: View, pass: Pass): Promise<void> => {
  const raised = new Set(
    plans.filter(({ kind }) => kind === 'raise').map(({ transition }) => transition.signal.id),
  );
  const touched = new Map<string, Plan[]>();
  const bySignal = Map.groupBy(
    plans.filter((plan) => plan.kind === 'end'),
    ({ transition }) => transition.signal.id,
  );
  const endOf = async (id: string, ends: readonly Ending[]) => {
    let item = raised.has(id) ? await shell.store.readAlarm(id) : view.alarms.get(id);
    for (const ending of [...ends].sort((a, b) => (a.order < b.order ? -1 : 1))) {
      const outcome = await clearSignal(shell, ending, item);
      pass.results.set(ending, outcome);
      if (outcome.kind === 'cleared')
        touched.set(outcome.incidentId, [...(touched.get(outcome.incidentId) ?? []), ending]);
      item = ends.length > 1 ? await shell.store.readAlarm(id) : item;
    }
  };
  await Promise.all([...bySignal].map(([id, ends]) => guard(ends, pass, () => endOf(id, ends))));
  const settleOne = async (id: string, cleared: readonly Plan[]) => {
    const unfinished = await settle(shell, id);
    if (unfinished.length > 0) pass.open.push({ plans: cleared, unfinished });
  };
  await Promise.all([...touched].map(([id, cleared]) => guard(cleared, pass, () => settleOne(id, cleared))));
};
