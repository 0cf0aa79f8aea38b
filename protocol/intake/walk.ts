import { change, startDraft } from '../../domain/incident/draft.ts';
import { type Incident, isOpen } from '../../domain/incident/incident.ts';
import { comesAnew, isHome } from '../../domain/signal/alarm-item.ts';
import type { Arrival } from '../../domain/signal/arrival.ts';
import { commitDraft, contextOf, untilDone } from '../commit.ts';
import type { Unfinished } from '../outbox/carrier.ts';
import type { Heads } from '../ports/record.ts';
import { incidentId, type Shell } from '../shell.ts';
import { type Group, readView, startGeneration, type View } from './group.ts';
import { join, type Landed, type NotIn, open, reopen } from './land.ts';
import type { Outcome } from './outcome.ts';
import type { Raising } from './plan.ts';

export interface Raised {
  readonly outcomes: ReadonlyMap<Raising, Outcome>;
  readonly unfinished: readonly Unfinished[];
}

/**
 * Walks from the highest known generation, past sealed ones, to one that is open, can be reopened, or does not exist:
 * the heart of I2. A failed condition restarts the walk; after a crash anywhere the next walk resumes.
 * docs/architecture.md, Opening.
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
    const { kind, incidentId: id, arrivals } = landed;
    const isIn = new Set(arrivals.map(({ record }) => record.signalId));
    for (const member of members)
      if (isIn.has(member.transition.signal.id)) outcomes.set(member, { kind, incidentId: id });
    return 'done';
  });
  return withRest(shell, group, { outcomes, unfinished });
};

/** Joins the signals for which an opening had no room. */
const withRest = async (shell: Shell, group: Group, raised: Raised): Promise<Raised> => {
  const members = group.members.filter((member) => !raised.outcomes.has(member));
  if (members.length === 0) return raised;
  const rest = { key: group.key, members };
  const more = await raiseGroup(shell, rest, await readView(shell, [group.key], members));
  return {
    outcomes: new Map([...raised.outcomes, ...more.outcomes]),
    unfinished: [...raised.unfinished, ...more.unfinished],
  };
};

/** Undefined, or `not-in`: somebody else was first, look again from the start. */
const step = async (shell: Shell, group: Group, view: View): Promise<Landed | NotIn | undefined> => {
  for (let generation = startGeneration(view, group.key, group.members); ; generation++) {
    const id = incidentId(shell, group.key, generation);
    const state = view.asked.has(id) ? view.incidents.get(id) : await shell.store.read(id);
    const arrivals = group.members.map((member) => arrivalOf(member, view, group.key, generation));
    if (state === undefined) return open(shell, group, view, { id, generation, arrivals });
    if (state.key !== group.key) throw new KeyCollisionError(id);
    if (state.mergedInto !== undefined) {
      const taken = await takenOverBy(shell, group.key, state);
      if (taken !== undefined) return join(shell, group, view, arrivingAt(taken, group, view));
    }
    if (state.sealed !== undefined) continue;
    if (isOpen(state)) return join(shell, group, view, { state, arrivals });
    if (mayReopen(shell, state)) return reopen(shell, group, view, { state, arrivals });
    if (!(await seal(shell, state))) return undefined;
  }
};

/**
 * The open incident that a merged one has become a part of. Undefined: that one is over, or was when the next generation
 * opened: this key goes its own way again. docs/adr/0029.
 */
const takenOverBy = async (shell: Shell, key: string, merged: Incident): Promise<Incident | undefined> => {
  let state: Incident | undefined = merged;
  while (state?.mergedInto !== undefined) state = await shell.store.read(state.mergedInto.incidentId);
  if (state === undefined || !isOpen(state)) return undefined;
  const next = await shell.store.read(incidentId(shell, key, merged.generation + 1));
  return next === undefined ? state : undefined;
};

const arrivingAt = (state: Incident, group: Group, view: Heads) => ({
  state,
  arrivals: group.members.map((member) => arrivalOf(member, view, state.key, state.generation)),
});

const arrivalOf = (member: Raising, view: Heads, key: string, generation: number): Arrival => {
  const item = view.alarms.get(member.transition.signal.id);
  if (!isHome(item, { key, generation })) return { ...member.arrival, known: false, repeated: false };
  const repeated = item?.order === member.order && item.active;
  const known = item?.joined !== member.order && !comesAnew(item, member.order, member.transition);
  const { metMitigationAtMs } = item ?? {};
  const met = repeated && !known && metMitigationAtMs !== undefined ? { metMitigationAtMs } : {};
  return { ...member.arrival, known, repeated, ...met };
};

const mayReopen = (shell: Shell, { status, resolvedAtMs = 0 }: Incident): boolean =>
  status === 'resolved' && shell.now() - resolvedAtMs <= shell.configuration.clocks.reopenWindowMs;

/** Irrevocable: every later walk goes on to the next generation. */
const seal = async (shell: Shell, state: Incident): Promise<boolean> => {
  const draft = startDraft(state, contextOf(shell));
  change(draft, { sealed: 'superseded' });
  return (await commitDraft(shell, state, draft)) !== undefined;
};

/** Two correlation keys with one hash: nothing may be merged. */
class KeyCollisionError extends Error {
  override readonly name = 'KeyCollisionError';
  constructor(id: string) {
    super(`incident ${id} belongs to another correlation key of the same hash`);
  }
}
