import { FALLBACK } from '../../domain/escalation/page.ts';
import type { Draft } from '../../domain/incident/draft.ts';
import { change, order, startDraft, tell } from '../../domain/incident/draft.ts';
import type { Effect } from '../../domain/incident/effect.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import type { Notice } from '../../domain/incident/notice.ts';
import { commitDraft, contextOf, MAX_TRIES } from '../commit.ts';
import type { Delivery } from '../ports/channel.ts';
import type { Shell } from '../shell.ts';

/** Tries of one message before the fallback audience gets it instead (I8). */
export const MAX_DELIVERIES = 5;

const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 300_000;
/** Once SNS answers again, nobody waits longer for a message than I4 allows. */
const LONGEST_MESSAGE_RETRY_MS = 60_000;

/** Publishes one message; an exception is a reason to try again. */
export const deliver = async (shell: Shell, incident: Incident, notice: Notice): Promise<Delivery> => {
  try {
    return await shell.publisher.publish({ notice, incident, nowMs: shell.now() });
  } catch (error) {
    return { outcome: 'retry-later', reason: error instanceof Error ? error.name : 'unknown' };
  }
};

/** An effect that could not be carried out: back-off, and for messages in the end the fallback audience. */
export interface Failure {
  readonly effectId: string;
  readonly reason: string;
  /** A retry cannot help. */
  readonly final: boolean;
}

/** A commit, and the version it went out from: the difference is what its committer owes. */
export interface Committed {
  readonly before: Incident;
  readonly after: Incident;
}

/** Writes down failures, by one commit. Undefined when nothing was left to say. */
export const noteFailures = async (
  shell: Shell,
  incidentId: string,
  failures: readonly Failure[],
): Promise<Committed | undefined> => {
  for (const { effectId, reason } of failures)
    shell.journal.note('error', 'effect-failed', { incidentId, effectId, why: reason });
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const incident = await shell.store.read(incidentId);
    if (incident === undefined) return undefined;
    const draft = startDraft(incident, contextOf(shell));
    for (const failure of failures) retryOrFallBack(draft, failure);
    if (!draft.changed) return undefined;
    const after = await commitDraft(shell, incident, draft);
    if (after) return { before: incident, after };
  }
  return undefined;
};

const retryOrFallBack = (draft: Draft, { effectId, reason, final }: Failure): void => {
  const effect = draft.incident.outbox[effectId];
  if (effect === undefined) return;
  const attempts = effect.attempts + 1;
  if (
    effect.kind === 'notify' &&
    effect.notice.audience !== FALLBACK &&
    (final || attempts >= MAX_DELIVERIES)
  ) {
    fallBack(draft, effectId, effect.notice, reason);
    return;
  }
  const longestMs = effect.kind === 'notify' ? LONGEST_MESSAGE_RETRY_MS : LONGEST_RETRY_MS;
  const dueAtMs = draft.context.nowMs + backOff(attempts, longestMs);
  const retry: Effect = { ...effect, attempts, dueAtMs };
  change(draft, { outbox: { ...draft.incident.outbox, [effectId]: retry } });
};

const fallBack = (draft: Draft, effectId: string, notice: Notice, reason: string): void => {
  draft.voided.add(effectId);
  tell(
    draft,
    'page-failed',
    `${notice.audience} could not be reached (${reason}): the fallback audience gets it`,
    { reason: 'undeliverable' },
  );
  order(draft, { ...notice, id: `${notice.id}.fallback`, audience: FALLBACK, insteadOf: notice.audience });
};

/** 5 s, 10 s, 20 s … 5 min, unless another limit is given. */
export const backOff = (attempts: number, longestMs = LONGEST_RETRY_MS): number =>
  Math.min(FIRST_RETRY_MS * 2 ** (attempts - 1), longestMs);
