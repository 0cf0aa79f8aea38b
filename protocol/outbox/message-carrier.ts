import { addEntry, type Draft, oweNotice } from '../../domain/incident/draft.ts';
import type { Notice } from '../../domain/incident/notice.ts';
import { FALLBACK } from '../../domain/kernel/audiences.ts';
import type { Carrier } from './carrier.ts';
import { deliver } from './deliver.ts';

/** Tries of one message before the fallback audience gets it instead (I8). */
const MAX_DELIVERIES = 5;

/** Once SNS answers again, nobody waits longer for a message than I4 allows. */
const LONGEST_MESSAGE_RETRY_MS = 60_000;

/** Messages to an audience: carried out first, and never given up before the fallback audience has them (I8). */
export const messageCarrier: Carrier<'notify'> = {
  isFirst: true,
  longestRetryMs: LONGEST_MESSAGE_RETRY_MS,
  carryOut: async (shell, incident, { notice }) => {
    const delivery = await deliver(shell, incident, notice);
    if (delivery.outcome !== 'delivered')
      return { outcome: 'failed', reason: delivery.reason, isFinal: delivery.outcome === 'refused' };
    return notice.kind === 'page' ? { outcome: 'done', pagedAtMs: shell.now() } : { outcome: 'done' };
  },
  giveUp: {
    afterTries: MAX_DELIVERIES,
    decide: (draft, effectId, { notice }, reason) => {
      if (notice.audience === FALLBACK) return false;
      fallBack(draft, effectId, notice, reason);
      return true;
    },
  },
};

const fallBack = (draft: Draft, effectId: string, notice: Notice, reason: string): void => {
  draft.voided.add(effectId);
  addEntry(
    draft,
    'page-failed',
    `${notice.audience} could not be reached (${reason}): the fallback audience gets it`,
    { reason: 'undeliverable' },
  );
  oweNotice(draft, {
    ...notice,
    id: `${notice.id}.fallback`,
    audience: FALLBACK,
    insteadOf: notice.audience,
  });
};
