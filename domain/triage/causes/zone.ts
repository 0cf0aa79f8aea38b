import type { CauseRule } from '../cause-rule.ts';

/** One zone has no healthy target while the others work. */
export const zone: CauseRule = {
  kind: 'zone',
  explain: (findings) => {
    const out = findings.filter(({ reason }) => reason === 'a-zone-is-out');
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
