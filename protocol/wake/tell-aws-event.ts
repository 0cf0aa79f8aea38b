import { startDraft } from '../../domain/incident/draft.ts';
import { isOpen } from '../../domain/incident/incident.ts';
import { noteAwsEvent } from '../../domain/lifecycle/aws-event.ts';
import { isConcerned } from '../../domain/signal/aws-event.ts';
import type { Transition } from '../../domain/signal/signal.ts';
import { commitDraft, contextOf, ownEffects, untilDone } from '../commit.ts';
import { followUp } from '../intake/follow-up.ts';
import { drain } from '../outbox/drain.ts';
import type { Shell } from '../shell.ts';
import { SIGNALS_A_WAKE } from './look.ts';

/** Taken from each shard of the index. Other events and muted alarms lie there, too, and must not hide every incident. */
const A_SHARD = 100;

/** Incidents looked at for one event, those that are due first. */
const LOOKED_AT = 80;

/** Tells open incidents that a public event of AWS concerns. Each waits for its next status update at the latest. */
export const tellAwsEvent = async (shell: Shell, event: Transition): Promise<void> => {
  const untilMs = shell.now() + shell.configuration.clocks.updateLaterEveryMs;
  const found = await shell.store.due(untilMs, A_SHARD);
  const incidentIds = found
    .flatMap((due) => (due.kind === 'incident' ? [due.incidentId] : []))
    .slice(0, LOOKED_AT);
  if (incidentIds.length === 0) return;
  const { incidents } = await shell.store.readHeads({ keys: [], signalIds: [], incidentIds });
  for (const incident of incidents.values())
    if (isOpen(incident) && (await concerns(shell, event, incident.id)))
      await tell(shell, event, incident.id);
};

const concerns = async (shell: Shell, event: Transition, incidentId: string): Promise<boolean> => {
  const standing = await shell.store.standing(incidentId, SIGNALS_A_WAKE);
  return standing.some(({ transition }) => isConcerned(event.signal, transition.signal));
};

const tell = (shell: Shell, event: Transition, incidentId: string): Promise<'done'> =>
  untilDone(shell, incidentId, async () => {
    const incident = await shell.store.read(incidentId);
    if (incident === undefined || !isOpen(incident)) return 'done';
    const draft = startDraft(incident, contextOf(shell));
    noteAwsEvent(draft, event);
    if (!draft.changed) return 'done';
    const after = await commitDraft(shell, incident, draft);
    if (after === undefined) return undefined;
    const { unfinished } = await drain(shell, after, ownEffects(incident, after));
    await followUp(shell, unfinished);
    return 'done';
  });
