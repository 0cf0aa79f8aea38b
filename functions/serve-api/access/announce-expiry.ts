import type { Journal } from '../../../protocol/ports/journal.ts';
import type { Reply } from '../http/reply.ts';
import type { Caller } from './check-token.ts';
import { daysUntil, endsSoon } from './token-expiry.ts';

interface Parts {
  readonly journal: Journal;
  /** Epoch ms. */
  readonly now: () => number;
}

/**
 * Says in answers, and in the log, that a token ends soon: the header `Token-Expires` with each answer, a log line a day
 * for each token that an instance sees.
 */
export const makeAnnouncer = ({ journal, now }: Parts) => {
  const logged = new Map<string, number>();
  return (caller: Caller | undefined, answer: Reply): Reply => {
    const { name = '', expiresAtMs } = caller ?? {};
    const nowMs = now();
    if (expiresAtMs === undefined || !endsSoon(expiresAtMs, nowMs)) return answer;
    const days = daysUntil(expiresAtMs, nowMs);
    const token = `${name} ${expiresAtMs}`;
    if (logged.get(token) !== days) {
      logged.set(token, days);
      journal.note('warn', 'token-ends-soon', { name, days });
    }
    return {
      ...answer,
      headers: { ...answer.headers, 'token-expires': new Date(expiresAtMs).toISOString() },
    };
  };
};
