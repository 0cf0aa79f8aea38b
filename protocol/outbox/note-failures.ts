import { change, type Draft, startDraft } from '../../domain/incident/draft.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { ContentionError, commitDraft, contextOf, untilDone } from '../commit.ts';
import type { Shell } from '../shell.ts';
import { backOffMs, LONGEST_RETRY_MS } from './back-off.ts';
import { carrierOf } from './carriers.ts';

/** An effect that could not be carried out. */
export interface Failure {
  readonly effectId: string;
  readonly reason: string;
  /** No retry can help. */
  readonly isFinal: boolean;
}

/** A commit, with the version before it: the committer owes the difference. */
export interface Committed {
  readonly before: Incident;
  readonly after: Incident;
}

/**
 * Writes failures down, by one commit: when each is tried again, or what is decided instead. Undefined: nothing was
 * committed.
 */
export const noteFailures = async (
  shell: Shell,
  incidentId: string,
  failures: readonly Failure[],
): Promise<Committed | undefined> => {
  for (const { effectId, reason } of failures)
    shell.journal.note('error', 'effect-failed', { incidentId, effectId, why: reason });
  try {
    const { committed } = await untilDone(shell, incidentId, () => noteOnce(shell, incidentId, failures));
    return committed;
  } catch (error) {
    // The lease ends all the same, and the next holder tries the effects again.
    if (error instanceof ContentionError) return undefined;
    throw error;
  }
};

const noteOnce = async (
  shell: Shell,
  incidentId: string,
  failures: readonly Failure[],
): Promise<{ readonly committed?: Committed } | undefined> => {
  const before = await shell.store.read(incidentId);
  if (before === undefined) return {};
  const draft = startDraft(before, contextOf(shell));
  for (const failure of failures) retryOrGiveUp(draft, failure);
  if (!draft.changed) return {};
  const after = await commitDraft(shell, before, draft);
  return after && { committed: { before, after } };
};

const retryOrGiveUp = (draft: Draft, { effectId, reason, isFinal }: Failure): void => {
  const effect = draft.incident.outbox[effectId];
  if (effect === undefined) return;
  const attempts = effect.attempts + 1;
  const { longestRetryMs = LONGEST_RETRY_MS, giveUp } = carrierOf(effect.kind) ?? {};
  if (giveUp && (isFinal || attempts >= giveUp.afterTries) && giveUp.decide(draft, effectId, effect, reason))
    return;
  const dueAtMs = draft.context.nowMs + backOffMs(attempts, longestRetryMs);
  change(draft, { outbox: { ...draft.incident.outbox, [effectId]: { ...effect, attempts, dueAtMs } } });
};
