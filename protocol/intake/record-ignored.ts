import type { Shell } from '../shell.ts';
import type { Pass } from './batch.ts';

/** Why an event was ignored is kept (I1). */
export const recordIgnored = async (shell: Shell, { plans, results }: Pass): Promise<void> => {
  const ignored = plans.flatMap((plan) => {
    const result = results.get(plan);
    if (result?.kind !== 'ignored') return [];
    const { reason, incidentId } = result;
    return [
      {
        atMs: shell.now(),
        subject: plan.transition.signal.id,
        order: plan.order,
        reason,
        ...(incidentId ? { incidentId } : {}),
      },
    ];
  });
  if (ignored.length > 0) await shell.store.recordIgnored(ignored);
};
