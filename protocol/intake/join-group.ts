import type { Draft } from '../../domain/incident/draft.ts';
import { type Incident, isOpen } from '../../domain/incident/incident.ts';
import { mayClear } from '../../domain/lifecycle/clear.ts';
import { joinIncident } from '../../domain/lifecycle/join.ts';
import type { PageBudget } from '../../domain/notice/page-budget.ts';
import { type AlarmItem, takeHome } from '../../domain/signal/alarm-item.ts';
import type { Arrival } from '../../domain/signal/arrival.ts';
import { recordOrder } from '../../domain/signal/order.ts';
import { commitDraft, contextOf, ownEffects, untilDone } from '../commit.ts';
import type { FollowUp, Unfinished } from '../outbox/carrier.ts';
import { drain } from '../outbox/drain.ts';
import { endElsewhere } from '../outbox/record-signal.ts';
import type { Shell } from '../shell.ts';
import { settle } from './settle.ts';

export interface Joining {
  readonly key: string;
  readonly generation: number;
  readonly incidentId: string;
  readonly members: readonly { readonly arrival: Arrival; readonly item: AlarmItem | undefined }[];
  /** When the incident was mitigated, as the walk saw it. Epoch ms. */
  readonly mitigatedAtMs?: number;
  readonly budget: PageBudget;
  /** What a person's declaration adds to the decision. */
  readonly adorn?: (draft: Draft) => void;
}

/** `isIn` false: look again from the start. */
export interface JoinedGroup {
  readonly isIn: boolean;
  readonly unfinished: readonly Unfinished[];
}

/**
 * Joins signals to an incident that was seen open: first the alarm item, then the signal, then a strong read of
 * the state and the decision, even if a write changed nothing.
 */
export const joinGroup = async (shell: Shell, joining: Joining): Promise<JoinedGroup> => {
  const written = await Promise.all(joining.members.map((member) => joinOne(shell, joining, member)));
  const followUps = written.flatMap((one) => one.followUps);
  const elsewhere: readonly Unfinished[] = followUps.length === 0 ? [] : [{ kind: 'message', followUps }];
  if (written.some(({ outcome }) => outcome === 'item-changed'))
    return { isIn: false, unfinished: elsewhere };
  const { outcome, unfinished } = await decideJoin(shell, joining);
  if (outcome === 'not-open') return { isIn: false, unfinished: elsewhere };
  // Perhaps nothing stands: a stored signal was newer than this, or an OK met a hold that the join has now taken
  // back.
  const maySettle = outcome === 'may-be-clear' || written.some((one) => one.outcome === 'not-newer');
  const settled = maySettle ? await settle(shell, joining.incidentId) : [];
  return { isIn: true, unfinished: [...elsewhere, ...unfinished, ...settled] };
};

interface JoinedOne {
  readonly outcome: 'written' | 'not-newer' | 'item-changed';
  readonly followUps: readonly FollowUp[];
}

const joinOne = async (
  shell: Shell,
  { key, generation, incidentId, mitigatedAtMs }: Joining,
  { arrival, item }: Joining['members'][number],
): Promise<JoinedOne> => {
  const { record, transition } = arrival;
  const mine = takeHome(item, { key, generation }, record.order, transition, mitigatedAtMs);
  if (mine !== item && !(await shell.store.putAlarm(item, mine)))
    return { outcome: 'item-changed', followUps: [] };
  const isNewer = await shell.store.putSignal(incidentId, {
    ...record,
    order: recordOrder(mine.order, mine.moves),
  });
  const followUps = await endElsewhere(shell, mine, record);
  return { outcome: isNewer ? 'written' : 'not-newer', followUps };
};

/**
 * `may-be-clear`: an OK before this commit could not begin the hold, because one was under way or signals were owed.
 * Nobody else looks again.
 */
interface DecidedJoin {
  readonly outcome: 'joined' | 'may-be-clear' | 'not-open';
  readonly unfinished: readonly Unfinished[];
}

const decideJoin = (shell: Shell, joining: Joining): Promise<DecidedJoin> =>
  untilDone(shell, joining.incidentId, () => decideOnce(shell, joining));

const decideOnce = async (shell: Shell, joining: Joining): Promise<DecidedJoin | undefined> => {
  const state: Incident | undefined = await shell.store.read(joining.incidentId);
  if (state === undefined || state.sealed !== undefined || !isOpen(state))
    return { outcome: 'not-open', unfinished: [] };
  const draft = joinIncident(
    state,
    joining.members.map(({ arrival }) => arrival),
    contextOf(shell),
  );
  joining.adorn?.(draft);
  if (!draft.changed) return { outcome: 'joined', unfinished: [] };
  const after = await commitDraft(shell, state, draft, joining.budget);
  if (after === undefined) return undefined;
  const { unfinished } = await drain(shell, after, ownEffects(state, after));
  return { outcome: mayClear(state) ? 'joined' : 'may-be-clear', unfinished };
};
