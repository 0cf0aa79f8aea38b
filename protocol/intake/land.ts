import type { Incident } from '../../domain/incident/incident.ts';
import { openersOf, openIncident } from '../../domain/lifecycle/open.ts';
import { reopenIncident } from '../../domain/lifecycle/reopen.ts';
import type { Arrival } from '../../domain/signal/arrival.ts';
import { commitDraft, contextOf, ownEffects } from '../commit.ts';
import type { Unfinished } from '../outbox/carrier.ts';
import { drain } from '../outbox/drain.ts';
import type { Shell } from '../shell.ts';
import type { Group, View } from './group.ts';
import { joinGroup } from './join-group.ts';
import { settle } from './settle.ts';

/** The incident that signals have come to, and the work that this leaves. */
export interface Landed {
  readonly kind: 'opened' | 'reopened' | 'joined';
  readonly incidentId: string;
  readonly arrivals: readonly Arrival[];
  readonly unfinished: readonly Unfinished[];
}

/** The incident is no longer open, or an alarm item has changed: the walk looks again from the start. */
export interface NotIn {
  readonly kind: 'not-in';
  readonly unfinished: readonly Unfinished[];
}

/** A generation that has no incident yet. */
interface Free {
  readonly id: string;
  readonly generation: number;
  readonly arrivals: readonly Arrival[];
}

/** Opens an incident, with as many signals as it has room for. Undefined: somebody else was first. */
export const open = async (
  shell: Shell,
  group: Group,
  { budget }: View,
  { id, generation, arrivals }: Free,
): Promise<Landed | undefined> => {
  const by = group.by === undefined ? {} : { by: group.by };
  const draft = openIncident(arrivals, { id, key: group.key, generation, ...by }, contextOf(shell));
  group.adorn?.(draft);
  const after = await commitDraft(shell, undefined, draft, budget);
  return after && landed(shell, { kind: 'opened', arrivals: openersOf(arrivals) }, undefined, after);
};

/** An incident that exists. */
interface Found {
  readonly state: Incident;
  readonly arrivals: readonly Arrival[];
}

/** Joins all arrivals to an open incident. */
export const join = async (
  shell: Shell,
  group: Group,
  view: View,
  { state, arrivals }: Found,
): Promise<Landed | NotIn> => {
  const { adorn } = group;
  const { id, key, generation, mitigatedAtMs } = state;
  const { isIn, unfinished } = await joinGroup(shell, {
    key,
    generation,
    incidentId: id,
    members: arrivals.map((arrival) => ({ arrival, item: view.alarms.get(arrival.record.signalId) })),
    budget: view.budget,
    ...(adorn ? { adorn } : {}),
    ...(mitigatedAtMs === undefined ? {} : { mitigatedAtMs }),
  });
  return isIn ? { kind: 'joined', incidentId: id, arrivals, unfinished } : { kind: 'not-in', unfinished };
};

/** Carries out what the commit owes, then looks whether an OK came meanwhile. */
const landed = async (
  shell: Shell,
  what: Pick<Landed, 'kind' | 'arrivals'>,
  before: Incident | undefined,
  after: Incident,
): Promise<Landed> => {
  const drained = await drain(shell, after, ownEffects(before, after));
  const settled = await settle(shell, after.id);
  return { ...what, incidentId: after.id, unfinished: [...drained.unfinished, ...settled] };
};

/** Reopens an incident, with as many signals as it has room for. Undefined: somebody else was first. */
export const reopen = async (
  shell: Shell,
  group: Group,
  { budget }: View,
  { state, arrivals }: Found,
): Promise<Landed | undefined> => {
  const draft = reopenIncident(state, arrivals, contextOf(shell));
  group.adorn?.(draft);
  const after = await commitDraft(shell, state, draft, budget);
  return after && landed(shell, { kind: 'reopened', arrivals: openersOf(arrivals) }, state, after);
};
