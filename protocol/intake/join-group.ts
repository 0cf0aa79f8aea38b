import type { Draft } from '../../domain/incident/draft.ts';
import { type Incident, isOpen } from '../../domain/incident/incident.ts';
import { mayClear } from '../../domain/lifecycle/clear.ts';
import { joinIncident } from '../../domain/lifecycle/join.ts';
import { type AlarmItem, takeHome } from '../../domain/signal/alarm-item.ts';
import type { Arrival } from '../../domain/signal/arrival.ts';
import { recordOrder } from '../../domain/signal/order.ts';
import { commitDraft, contextOf, MAX_TRIES, ownEffects } from '../commit.ts';
import { drain } from '../outbox/drain.ts';
import { type Again, endElsewhere } from '../outbox/record-signal.ts';
import type { Shell } from '../shell.ts';
import { settle } from './settle.ts';

export interface Joining {
  readonly key: string;
  readonly generation: number;
  readonly incidentId: string;
  readonly members: readonly { readonly arrival: Arrival; readonly item: AlarmItem | undefined }[];
  /** Since when the incident was mitigated, as it was seen. */
  readonly mitigatedAtMs?: number;
  /** What a person's declaration adds to the decision. */
  readonly adorn?: (draft: Draft) => void;
}

/**
 * Joins signals to an incident that was seen open: alarm item, then signal, then a strong read of the state and the
 * decision, even if a write changed nothing. False: look again from the start.
 */
export const joinGroup = async (shell: Shell, joining: Joining, again: Again): Promise<boolean> => {
  const written = await Promise.all(joining.members.map((member) => joinOne(shell, joining, member, again)));
  if (written.includes('item-changed')) return false;
  const joined = await decideJoin(shell, joining, again);
  if (joined === undefined) return false;
  // Nothing may stand where a signal was newer than this, or where an OK met what has now been taken back.
  if (joined === 'may-be-clear' || written.includes('not-newer'))
    await settle(shell, joining.incidentId, again);
  return true;
};

const joinOne = async (
  shell: Shell,
  { key, generation, incidentId, mitigatedAtMs }: Joining,
  { arrival, item }: Joining['members'][number],
  again: Again,
): Promise<'written' | 'not-newer' | 'item-changed'> => {
  const { record, transition } = arrival;
  const mine = takeHome(item, { key, generation }, record.order, transition, mitigatedAtMs);
  if (mine !== item && !(await shell.store.putAlarm(item, mine))) return 'item-changed';
  const isNewer = await shell.store.putSignal(incidentId, {
    ...record,
    order: recordOrder(mine.order, mine.moves),
  });
  await endElsewhere(shell, mine, record, again);
  return isNewer ? 'written' : 'not-newer';
};

/**
 * Undefined when the incident is not open any more. `may-be-clear`: an OK that came before this commit could not begin
 * the hold, because it was under way or signals were owed; nobody else looks after it.
 */
const decideJoin = async (
  shell: Shell,
  joining: Joining,
  again: Again,
): Promise<'joined' | 'may-be-clear' | undefined> => {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const state: Incident | undefined = await shell.store.read(joining.incidentId);
    if (state === undefined || state.sealed !== undefined || !isOpen(state)) return undefined;
    const draft = joinIncident(
      state,
      joining.members.map(({ arrival }) => arrival),
      contextOf(shell),
    );
    joining.adorn?.(draft);
    if (!draft.changed) return 'joined';
    const after = await commitDraft(shell, state, draft);
    if (after === undefined) continue;
    await drain(shell, after, ownEffects(state, after), again);
    return mayClear(state) ? 'joined' : 'may-be-clear';
  }
  return undefined;
};
