import type { CauseRule } from '../cause-rule.ts';

/** No browser connects to a service whose certificate has ended. Its load balancer sees handshakes that browsers end. */
export const certificate: CauseRule = {
  kind: 'certificate',
  explain: (findings) => {
    const refused = findings.filter(({ reason }) => reason === 'certificate-refused');
    const brokenOff = findings.filter(({ reason }) => reason === 'tls-handshakes-fail');
    if (refused.length + brokenOff.length === 0) return undefined;
    return {
      confidence: refused.length > 0 ? 'high' : 'medium',
      text:
        refused.length > 0
          ? 'the certificate is not valid'
          : 'TLS handshakes fail: the certificate or the TLS policy',
      for: [...refused, ...brokenOff].map(({ id }) => id),
      against: [],
    };
  },
};
