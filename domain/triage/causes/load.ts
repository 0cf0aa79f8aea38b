import type { CauseRule } from '../cause-rule.ts';

/** There is more load than capacity, and the capacity may not grow; or callers send more than ever. */
export const load: CauseRule = {
  kind: 'load',
  explain: (findings) => {
    const full = findings.filter(({ reason }) => reason === 'at-its-maximum');
    const grown = findings.filter(({ reason }) => reason === 'load-grew');
    const [first] = [...full, ...grown];
    if (first === undefined) return undefined;
    const slow = findings.filter(({ reason }) => reason === 'slow-responses');
    return {
      confidence: slow.length > 0 || grown.length > 0 ? 'medium' : 'low',
      text: full.includes(first) ? `${first.resource ?? 'a group'} is at its maximum` : first.text,
      for: [...full, ...grown, ...slow].map(({ id }) => id),
      against: [],
    };
  },
};
