import type { CauseRule } from '../cause-rule.ts';

/** Its name does not resolve: nobody reaches it, however healthy it is. */
export const nameResolution: CauseRule = {
  kind: 'dns',
  explain: (findings) => {
    const lost = findings.filter(({ reason }) => reason === 'no-such-name');
    if (lost.length === 0) return undefined;
    // Whoever sends requests has found it.
    const reached = findings.filter(
      ({ check, state, evidence }) =>
        (check === 'health-url' && state === 'healthy') || Number(evidence['requests'] ?? 0) > 0,
    );
    return {
      confidence: reached.length === 0 ? 'high' : 'low',
      text: 'its name does not resolve',
      for: lost.map(({ id }) => id),
      against: reached.map(({ id }) => id),
    };
  },
};
