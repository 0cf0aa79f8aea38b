import type { CauseRule } from '../cause-rule.ts';

/** Its name does not resolve: nobody reaches it, however healthy it is. */
export const nameResolution: CauseRule = {
  kind: 'dns',
  explain: (findings) => {
    const lost = findings.filter(({ reason }) => reason === 'no-such-name');
    if (lost.length === 0) return undefined;
    // Whoever sends requests has found it; those who still know its address become fewer.
    const reached = findings.filter(
      ({ check, state, reason, evidence }) =>
        (check === 'health-url' && state === 'healthy') ||
        (reason !== 'requests-drop' && Number(evidence['requests'] ?? 0) > 0),
    );
    return {
      confidence: reached.length === 0 ? 'high' : 'low',
      text: 'its name does not resolve',
      for: [...lost, ...findings.filter(({ reason }) => reason === 'requests-drop')].map(({ id }) => id),
      against: reached.map(({ id }) => id),
    };
  },
};
