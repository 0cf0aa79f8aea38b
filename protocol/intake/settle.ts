import { startDraft } from '../../domain/incident/draft.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { beginClearing, mayClear } from '../../domain/lifecycle/clear.ts';
import { expectRemains } from '../../domain/retention/retention-clocks.ts';
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
    if (incident?.retiredAtMs !== undefined) return lookForRemains(shell, incident);
    if (incident === undefined || !mayClear(incident)) return [];
    if (await anyStands(shell, incidentId)) return [];
    const draft = startDraft(incident, contextOf(shell));
    beginClearing(draft);
    const after = await commitDraft(shell, incident, draft);
    return after && (await drain(shell, after, ownEffects(incident, after))).unfinished;
  });
};

/**
 * What has just been written to a retired incident is removed, too. Committed even if that is expected: a look that is under
 * way may have come too early to find it. Undefined: somebody else was first.
 */
const lookForRemains = async (shell: Shell, incident: Incident): Promise<[] | undefined> => {
  const draft = startDraft(incident, contextOf(shell));
  expectRemains(draft);
  return (await commitDraft(shell, incident, draft)) && [];
};
