import type { CauseRule } from '../cause-rule.ts';

/** No browser connects to a service whose certificate has ended. */
export const certificate: CauseRule = {
  kind: 'certificate',
  explain: (findings) => {
    const refused = findings.filter(({ reason }) => reason === 'certificate-refused');
    if (refused.length === 0) return undefined;
    return {
      confidence: 'high',
      text: 'the certificate is not valid',
      for: refused.map(({ id }) => id),
      against: [],
    };
  },
};
