import { startDraft } from '../../domain/incident/draft.ts';
import { beginClearing, mayClear } from '../../domain/lifecycle/clear.ts';
import { ContentionError, commitDraft, contextOf, MAX_TRIES, ownEffects } from '../commit.ts';
import { drain } from '../outbox/drain.ts';
import type { Again } from '../outbox/record-signal.ts';
import type { Shell } from '../shell.ts';

/**
 * Begins the hold when no signal stands. Counts are never kept: a strong read of the standing ones decides. It comes
 * after the read of the state, so that whoever joins in between changes the version or is seen standing; the first
 * look alone spares that read where something stands anyway, as it mostly does.
 */
export const settle = async (shell: Shell, incidentId: string, again: Again): Promise<void> => {
  if ((await shell.store.standing(incidentId, 1)).length > 0) return;
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const incident = await shell.store.read(incidentId);
    if (incident === undefined || !mayClear(incident)) return;
    if ((await shell.store.standing(incidentId, 1)).length > 0) return;
    const draft = startDraft(incident, contextOf(shell));
    beginClearing(draft);
    const after = await commitDraft(shell, incident, draft);
    if (after) {
      await drain(shell, after, ownEffects(incident, after), again);
      return;
    }
  }
  throw new ContentionError(incidentId);
};
