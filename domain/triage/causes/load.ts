import type { CauseRule } from '../cause-rule.ts';

/** There is more load than capacity, and the capacity may not grow. */
export const load: CauseRule = {
  kind: 'load',
  explain: (findings) => {
    const full = findings.filter(({ reason }) => reason === 'at-its-maximum');
    const [first] = full;
    if (first === undefined) return undefined;
    const slow = findings.filter(({ reason }) => reason === 'slow-responses');
    return {
      confidence: slow.length > 0 ? 'medium' : 'low',
      text: `${first.resource ?? 'a group'} is at its maximum`,
      for: [...full, ...slow].map(({ id }) => id),
      against: [],
    };
  },
};
