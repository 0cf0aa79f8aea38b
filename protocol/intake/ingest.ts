import type { Transition } from '../../domain/signal/signal.ts';
import type { Shell } from '../shell.ts';
import { guard, type Ingested, type Pass, takeBatch } from './batch.ts';
import { followUp } from './follow-up.ts';

/**
 * Takes in a batch, and does whatever that leaves to be done. Answers in the order of the input; one failing never
 * costs the others.
 */
export const ingest = async (
  shell: Shell,
  transitions: readonly Transition[],
): Promise<readonly Ingested[]> => {
  const pass = await takeBatch(shell, transitions);
  await Promise.all(
    pass.open.map(({ plans, unfinished }) => guard(plans, pass, () => followUp(shell, unfinished))),
  );
  await recordIgnored(shell, pass);
  return pass.plans.map((plan) => pass.results.get(plan) ?? noOutcome());
};

const noOutcome = (): Ingested => ({ kind: 'failed', error: new Error('no outcome') });

/** Why an event was ignored is kept (I1). */
const recordIgnored = async (shell: Shell, { plans, results }: Pass): Promise<void> => {
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
