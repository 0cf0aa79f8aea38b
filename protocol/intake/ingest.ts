import type { Transition } from '../../domain/signal/signal.ts';
import type { Shell } from '../shell.ts';
import { guard, type Ingested, takeBatch } from './batch.ts';
import { followUp } from './follow-up.ts';
import { keepPublicEvents } from './keep-public-events.ts';
import { recordIgnored } from './record-ignored.ts';

/**
 * Takes in a batch, then does the work that this leaves. Answers in the order of the input. A failure never costs the
 * others.
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
  await keepPublicEvents(shell, pass);
  return pass.plans.map((plan) => pass.results.get(plan) ?? noOutcome());
};

const noOutcome = (): Ingested => ({ kind: 'failed', error: new Error('no outcome') });
