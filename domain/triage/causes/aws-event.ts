import type { CauseRule } from '../cause-rule.ts';

/**
 * AWS itself reports a trouble in the region. Whether it is this one, the service's own parts tell, and whether AWS
 * answers at all.
 */
export const awsEvent: CauseRule = {
  kind: 'aws-event',
  explain: (findings) => {
    const reported = findings.filter(({ reason }) => reason === 'aws-event');
    const [first] = reported;
    if (first === undefined) return undefined;
    const wrong = findings.filter(({ state, check }) => state === 'failed' && check !== 'health-url');
    const fails = findings.filter(({ reason }) => reason === 'aws-fails');
    return {
      confidence: fails.length > 0 ? 'high' : wrong.length > 0 ? 'medium' : 'low',
      text: first.text,
      for: [...reported, ...fails, ...wrong].map(({ id }) => id),
      against: findings.filter(({ evidence }) => evidence['deployment'] !== undefined).map(({ id }) => id),
    };
  },
};
