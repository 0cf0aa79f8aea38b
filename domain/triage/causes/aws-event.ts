import type { CauseRule } from '../cause-rule.ts';

/** Why a call to AWS had no answer that is AWS's own fault. */
const notAnswered: ReadonlySet<string> = new Set(['refused', 'unreachable']);

/**
 * AWS itself reports a trouble in the region. Whether it is this one, the service's own parts tell, or that AWS cannot even
 * be asked about them while users are not served.
 */
export const awsEvent: CauseRule = {
  kind: 'aws-event',
  explain: (findings) => {
    const reported = findings.filter(({ reason }) => reason === 'aws-event');
    const [first] = reported;
    if (first === undefined) return undefined;
    const failed = findings.filter(({ state }) => state === 'failed');
    const parts = failed.filter(({ check }) => check !== 'health-url');
    const isBlind = findings.some(({ state, reason }) => state === 'unknown' && notAnswered.has(reason));
    const wrong = parts.length === 0 && isBlind ? failed : parts;
    return {
      confidence: wrong.length > 0 ? 'medium' : 'low',
      text: first.text,
      for: [...reported, ...wrong].map(({ id }) => id),
      against: findings.filter(({ evidence }) => evidence['deployment'] !== undefined).map(({ id }) => id),
    };
  },
};
