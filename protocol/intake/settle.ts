import { startDraft } from '../../domain/incident/draft.ts';
import { beginClearing, mayClear } from '../../domain/lifecycle/clear.ts';
import { commitDraft, contextOf, ownEffects, untilDone } from '../commit.ts';
import type { Unfinished } from '../outbox/carrier.ts';
import { drain } from '../outbox/drain.ts';
import type { Shell } from '../shell.ts';
import { anyStands } from '../standing.ts';

/**
 * Begins the hold when no signal stands. No count is kept: a strong read of the standing signals decides. It comes
 * after the read of the state, so that a join in between changes the version or is seen standing. The first look only
 * saves that read of the state, since mostly something stands.
 */
export const settle = async (shell: Shell, incidentId: string): Promise<readonly Unfinished[]> => {
  if (await anyStands(shell, incidentId)) return [];
  return untilDone(shell, incidentId, async () => {
    const incident = await shell.store.read(incidentId);
    if (incident === undefined || !mayClear(incident)) return [];
    if (await anyStands(shell, incidentId)) return [];
    const draft = startDraft(incident, contextOf(shell));
    beginClearing(draft);
    const after = await commitDraft(shell, incident, draft);
    return after && (await drain(shell, after, ownEffects(incident, after))).unfinished;
  });
};
