import type { CauseRule } from '../cause-rule.ts';

/** Its name does not resolve: nobody reaches it, however healthy it is. */
export const nameResolution: CauseRule = {
  kind: 'dns',
  explain: (findings) => {
    const lost = findings.filter(({ reason }) => reason === 'no-such-name');
    if (lost.length === 0) return undefined;
    const reached = findings.filter(({ check, state }) => check === 'health-url' && state === 'healthy');
    return {
      confidence: reached.length === 0 ? 'high' : 'medium',
      text: 'its name does not resolve',
      for: lost.map(({ id }) => id),
      against: reached.map(({ id }) => id),
    };
  },
};
