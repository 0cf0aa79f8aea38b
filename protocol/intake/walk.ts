import { change, type Draft, startDraft } from '../../domain/incident/draft.ts';
import { type Incident, isOpen } from '../../domain/incident/incident.ts';
import { openIncident } from '../../domain/lifecycle/open.ts';
import { reopenIncident } from '../../domain/lifecycle/reopen.ts';
import { isHome } from '../../domain/signal/alarm-item.ts';
import type { Arrival } from '../../domain/signal/arrival.ts';
import { commitDraft, contextOf, ownEffects, untilDone } from '../commit.ts';
import type { Unfinished } from '../outbox/carrier.ts';
import { drain } from '../outbox/drain.ts';
import type { Heads } from '../ports/record.ts';
import { incidentId, type Shell } from '../shell.ts';
import { joinGroup } from './join-group.ts';
import type { Outcome } from './outcome.ts';
import type { Plan } from './plan.ts';
import { settle } from './settle.ts';

type Raising = Extract<Plan, { kind: 'raise' }>;

/** Signals of one correlation key that are raised together: one read and at most one commit. */
export interface Group {
  readonly key: string;
  readonly members: readonly Raising[];
  /** What a person's declaration adds to the decision, and who it is. */
  readonly adorn?: (draft: Draft) => void;
  readonly by?: string;
}

/** What was read, and which incidents were asked for: one not found is known not to be there. */
export interface View extends Heads {
  readonly asked: ReadonlySet<string>;
}

/** Where signals have come to, and what that leaves to be done. */
interface Landed {
  readonly kind: 'opened' | 'reopened' | 'joined';
  readonly incidentId: string;
  readonly unfinished: readonly Unfinished[];
}

export interface Raised {
  readonly outcomes: ReadonlyMap<Raising, Outcome>;
  readonly unfinished: readonly Unfinished[];
}

/**
 * From the highest generation known, over sealed ones, to one that is open, can be reopened, or does not exist: the
 * heart of I2. A failed condition restarts it; a crash anywhere is resumed by the next walk. docs/architecture.md, Opening.
 */
export const raiseGroup = async (shell: Shell, group: Group, first: View): Promise<Raised> => {
  const outcomes = new Map<Raising, Outcome>();
  const unfinished: Unfinished[] = [];
  await untilDone(shell, `the incidents of ${group.key}`, async (tries) => {
    const view = tries === 0 ? first : await readView(shell, [group.key], group.members);
    for (const member of group.members) {
      const item = view.alarms.get(member.transition.signal.id);
      if (item !== undefined && item.order > member.order)
        outcomes.set(member, { kind: 'ignored', reason: 'stale' });
    }
    const members = group.members.filter((member) => !outcomes.has(member));
    if (members.length === 0) return 'done';
    const landed = await step(shell, { ...group, members }, view);
    if (landed === undefined) return undefined;
    unfinished.push(...landed.unfinished);
    if (landed.kind === 'not-in') return undefined;
    for (const member of members) outcomes.set(member, { kind: landed.kind, incidentId: landed.incidentId });
    return 'done';
  });
  return { outcomes, unfinished };
};

/** One batched read: slots, alarm items, and the incidents guessed (the first generation) or asked for. */
export const readView = async (
  shell: Shell,
  keys: readonly string[],
  plans: readonly Plan[],
  incidentIds: readonly string[] = keys.map((key) => incidentId(shell, key, 1)),
): Promise<View> => {
  const signalIds = plans.map(({ transition }) => transition.signal.id);
  return { ...(await shell.store.readHeads({ keys, signalIds, incidentIds })), asked: new Set(incidentIds) };
};

/** Where the walk begins: the highest generation that slot or alarm items name. */
export const startGeneration = (view: Heads, key: string, members: readonly Raising[]): number => {
  const named = members
    .map(({ transition }) => view.alarms.get(transition.signal.id))
    .filter((item) => item?.key === key);
  return Math.max(1, view.slots.get(key) ?? 1, ...named.map((item) => item?.generation ?? 1));
};

/** Undefined, or `not-in`: somebody else was first, look again from the start. */
const step = async (
  shell: Shell,
  group: Group,
  view: View,
): Promise<Landed | { readonly kind: 'not-in'; readonly unfinished: readonly Unfinished[] } | undefined> => {
  for (let generation = startGeneration(view, group.key, group.members); ; generation++) {
    const id = incidentId(shell, group.key, generation);
    const state = view.asked.has(id) ? view.incidents.get(id) : await shell.store.read(id);
    const arrivals = group.members.map((member) => arrivalOf(member, view, group.key, generation));
    if (state === undefined) return open(shell, group, { id, generation, arrivals });
    if (state.key !== group.key) throw new KeyCollisionError(id);
    if (state.sealed !== undefined) continue;
    if (isOpen(state)) return join(shell, group, view, { state, arrivals });
    if (mayReopen(shell, state)) return reopen(shell, group, { state, arrivals });
    if (!(await seal(shell, state))) return undefined;
  }
};

const arrivalOf = (member: Raising, view: Heads, key: string, generation: number): Arrival => {
  const item = view.alarms.get(member.transition.signal.id);
  if (!isHome(item, { key, generation })) return { ...member.arrival, known: false, repeated: false };
  const repeated = item?.order === member.order && item.active;
  const known = item?.joined !== member.order;
  const { metMitigationAtMs } = item ?? {};
  const met = repeated && !known && metMitigationAtMs !== undefined ? { metMitigationAtMs } : {};
  return { ...member.arrival, known, repeated, ...met };
};

interface Free {
  readonly id: string;
  readonly generation: number;
  readonly arrivals: readonly Arrival[];
}

const open = async (
  shell: Shell,
  group: Group,
  { id, generation, arrivals }: Free,
): Promise<Landed | undefined> => {
  const by = group.by === undefined ? {} : { by: group.by };
  const draft = openIncident(arrivals, { id, key: group.key, generation, ...by }, contextOf(shell));
  group.adorn?.(draft);
  const after = await commitDraft(shell, undefined, draft);
  return after && landed(shell, 'opened', undefined, after);
};

interface Found {
  readonly state: Incident;
  readonly arrivals: readonly Arrival[];
}

const join = async (shell: Shell, group: Group, view: View, { state, arrivals }: Found) => {
  const { key, adorn } = group;
  const { id, generation, mitigatedAtMs } = state;
  const { isIn, unfinished } = await joinGroup(shell, {
    key,
    generation,
    incidentId: id,
    members: arrivals.map((arrival) => ({ arrival, item: view.alarms.get(arrival.record.signalId) })),
    ...(adorn ? { adorn } : {}),
    ...(mitigatedAtMs === undefined ? {} : { mitigatedAtMs }),
  });
  return isIn
    ? { kind: 'joined' as const, incidentId: id, unfinished }
    : { kind: 'not-in' as const, unfinished };
};

/** Carries out what the commit owes, and looks whether an OK has overtaken it. */
const landed = async (
  shell: Shell,
  kind: Landed['kind'],
  before: Incident | undefined,
  after: Incident,
): Promise<Landed> => {
  const drained = await drain(shell, after, ownEffects(before, after));
  const settled = await settle(shell, after.id);
  return { kind, incidentId: after.id, unfinished: [...drained.unfinished, ...settled] };
};

const mayReopen = (shell: Shell, { status, resolvedAtMs = 0 }: Incident): boolean =>
  status === 'resolved' && shell.now() - resolvedAtMs <= shell.configuration.clocks.reopenWindowMs;

const reopen = async (
  shell: Shell,
  group: Group,
  { state, arrivals }: Found,
): Promise<Landed | undefined> => {
  const draft = reopenIncident(state, arrivals, contextOf(shell));
  group.adorn?.(draft);
  const after = await commitDraft(shell, state, draft);
  return after && landed(shell, 'reopened', state, after);
};

/** Irrevocable: whoever comes after goes on to the next generation. */
const seal = async (shell: Shell, state: Incident): Promise<boolean> => {
  const draft = startDraft(state, contextOf(shell));
  change(draft, { sealed: 'superseded' });
  return (await commitDraft(shell, state, draft)) !== undefined;
};

/** Two correlation keys with one hash: nothing may be merged. */
export class KeyCollisionError extends Error {
  override readonly name = 'KeyCollisionError';
  constructor(id: string) {
    super(`incident ${id} belongs to another correlation key of the same hash`);
  }
}
