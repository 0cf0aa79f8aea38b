import { isOpen } from '../../domain/incident/incident.ts';
import type { AlarmItem } from '../../domain/signal/alarm-item.ts';
import type { Transition } from '../../domain/signal/signal.ts';
import type { Again } from '../outbox/record-signal.ts';
import { incidentId, type Shell } from '../shell.ts';
import { clearSignal } from './clear-signal.ts';
import type { Outcome } from './outcome.ts';
import { type Plan, planFor } from './plan.ts';
import { settle } from './settle.ts';
import { type Group, raiseGroup, readView, startGeneration, type View } from './walk.ts';

type Raising = Extract<Plan, { kind: 'raise' }>;

/** What became of a transition, or why it could not be carried through now: redelivery tries again. */
export type Ingested = Outcome | { readonly kind: 'failed'; readonly error: unknown };

/**
 * Takes in a batch: grouped by key and folded, keys without an open incident first, then those that join, then what
 * ends. Answers in the order of the input; one failing never costs the others. docs/architecture.md, Batches.
 */
export const ingest = async (
  shell: Shell,
  transitions: readonly Transition[],
): Promise<readonly Ingested[]> => {
  const plans = transitions.map((transition) => planFor(shell, transition));
  const results = new Map<Plan, Ingested>();
  for (const plan of plans)
    if (plan.kind === 'ignore') results.set(plan, { kind: 'ignored', reason: plan.reason });
  const acting = plans.filter((plan) => plan.kind !== 'ignore');
  if (acting.length > 0) await carryThrough(shell, acting, results);
  await recordIgnored(shell, plans, results);
  return plans.map((plan) => results.get(plan) ?? { kind: 'failed', error: new Error('no outcome') });
};

/** The walk and the settling that effects may ask for again; a failure is the caller's. */
export const againWith = (shell: Shell): Again => ({
  walk: async (transition) => {
    const [result] = await ingest(shell, [transition]);
    if (result?.kind === 'failed') throw result.error;
  },
  settle: (id) => settle(shell, id, againWith(shell)),
});

type Results = Map<Plan, Ingested>;

const carryThrough = async (shell: Shell, plans: readonly Plan[], results: Results): Promise<void> => {
  const raising = plans.filter((plan): plan is Raising => plan.kind === 'raise');
  const keys = [...new Set(raising.map(({ arrival }) => arrival.correlation.key))];
  const first = await readView(shell, keys, plans);
  const { groups, view } = await groupByKey(shell, raising, first);
  const isFresh = (group: Group) => !hasOpenIncident(shell, group, view);
  const raiseAll = (some: readonly Group[]) =>
    Promise.all(some.map((group) => raise(shell, group, view, results)));
  await raiseAll(groups.filter(isFresh));
  await raiseAll(groups.filter((group) => !isFresh(group)));
  await endAll(shell, plans, view, results);
};

/**
 * Groups by correlation key, but an alarm that stands in an open incident of another key stays there. Of one signal's
 * raises the newest stands for all.
 */
const groupByKey = async (
  shell: Shell,
  raising: readonly Raising[],
  first: View,
): Promise<{ groups: Group[]; view: View }> => {
  const itemOf = (plan: Raising): AlarmItem | undefined => first.alarms.get(plan.transition.signal.id);
  const homes = raising.flatMap((plan) => homeOf(shell, itemOf(plan)) ?? []);
  const starts = [...new Set(raising.map(({ arrival }) => arrival.correlation.key))].map((key) =>
    incidentId(shell, key, startGeneration(first, key, raising)),
  );
  const more = [...new Set([...homes, ...starts])].filter((id) => !first.asked.has(id));
  const view = more.length === 0 ? first : await readMore(shell, first, more);
  const groups = new Map<string, Raising[]>();
  for (const plan of raising) {
    const item = itemOf(plan);
    const home = homeOf(shell, item);
    const state = home === undefined ? undefined : view.incidents.get(home);
    const stays = item?.active && item.key !== undefined && state !== undefined && isOpen(state);
    const key = stays ? item.key : plan.arrival.correlation.key;
    groups.set(key, [...(groups.get(key) ?? []), plan]);
  }
  return { groups: [...groups].map(([key, members]) => ({ key, members })), view };
};

const homeOf = (shell: Shell, item: AlarmItem | undefined): string | undefined =>
  item?.key === undefined || item.generation === undefined
    ? undefined
    : incidentId(shell, item.key, item.generation);

const readMore = async (shell: Shell, first: View, ids: readonly string[]): Promise<View> => {
  const more = await shell.store.readHeads({ keys: [], signalIds: [], incidentIds: ids });
  return {
    ...first,
    incidents: new Map([...first.incidents, ...more.incidents]),
    asked: new Set([...first.asked, ...ids]),
  };
};

const hasOpenIncident = (shell: Shell, group: Group, view: View): boolean => {
  const state = view.incidents.get(
    incidentId(shell, group.key, startGeneration(view, group.key, group.members)),
  );
  return state !== undefined && isOpen(state);
};

const raise = async (shell: Shell, group: Group, view: View, results: Results): Promise<void> => {
  const newest = new Map<string, Raising>();
  for (const member of group.members) {
    const { id } = member.transition.signal;
    const other = newest.get(id);
    if (other === undefined || other.order < member.order) newest.set(id, member);
  }
  try {
    const outcomes = await raiseGroup(
      shell,
      { ...group, members: [...newest.values()] },
      view,
      againWith(shell),
    );
    for (const member of group.members) {
      const outcome = outcomes.get(newest.get(member.transition.signal.id) ?? member);
      if (outcome) results.set(member, outcome);
    }
  } catch (error) {
    for (const member of group.members) results.set(member, { kind: 'failed', error });
  }
};

/** A signal raised in this very batch is read again, and ends of one signal go in their order. */
const endAll = async (shell: Shell, plans: readonly Plan[], view: View, results: Results): Promise<void> => {
  const raised = new Set(
    plans.filter(({ kind }) => kind === 'raise').map(({ transition }) => transition.signal.id),
  );
  const touched = new Set<string>();
  const bySignal = Map.groupBy(
    plans.filter((plan) => plan.kind === 'end'),
    ({ transition }) => transition.signal.id,
  );
  const endOf = async (id: string, ends: readonly Extract<Plan, { kind: 'end' }>[]) => {
    let item = raised.has(id) ? await shell.store.readAlarm(id) : view.alarms.get(id);
    for (const ending of [...ends].sort((a, b) => (a.order < b.order ? -1 : 1))) {
      const outcome = await clearSignal(shell, ending, item);
      results.set(ending, outcome);
      if (outcome.kind === 'cleared') touched.add(outcome.incidentId);
      item = ends.length > 1 ? await shell.store.readAlarm(id) : item;
    }
  };
  await Promise.all([...bySignal].map(([id, ends]) => guard(ends, results, () => endOf(id, ends))));
  const cleared = (id: string) =>
    plans.filter((plan) => {
      const result = results.get(plan);
      return result?.kind === 'cleared' && result.incidentId === id;
    });
  await Promise.all(
    [...touched].map((id) => guard(cleared(id), results, () => settle(shell, id, againWith(shell)))),
  );
};

const guard = async (plans: readonly Plan[], results: Results, work: () => Promise<void>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    for (const plan of plans) results.set(plan, { kind: 'failed', error });
  }
};

/** Why an event was ignored is kept (I1). */
const recordIgnored = async (shell: Shell, plans: readonly Plan[], results: Results): Promise<void> => {
  const ignored = plans.flatMap((plan) => {
    const result = results.get(plan);
    if (result?.kind !== 'ignored') return [];
    const { reason, incidentId: id } = result;
    return [
      {
        atMs: shell.now(),
        subject: plan.transition.signal.id,
        order: plan.order,
        reason,
        ...(id ? { incidentId: id } : {}),
      },
    ];
  });
  if (ignored.length > 0) await shell.store.recordIgnored(ignored);
};
