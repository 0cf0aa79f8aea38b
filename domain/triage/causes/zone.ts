import type { CauseRule } from '../cause-rule.ts';

/** One zone has no healthy target, or no instance in service, while the others work. */
export const zone: CauseRule = {
  kind: 'zone',
  explain: (findings) => {
    const out = findings.filter(({ evidence: { zonesOut } }) => Array.isArray(zonesOut) && zonesOut.length > 0);
    const [first] = out;
    if (first === undefined) return undefined;
    const whole = findings.filter(({ reason }) => reason === 'all-targets-unhealthy');
    return {
      confidence: whole.length === 0 ? 'medium' : 'low',
      text: `zone ${String(first.evidence['zonesOut'])} is out`,
      for: out.map(({ id }) => id),
      against: whole.map(({ id }) => id),
    };
  },
};
