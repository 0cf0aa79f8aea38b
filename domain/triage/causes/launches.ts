import type { CauseRule } from '../cause-rule.ts';
import { launchesFailFor } from '../checks/scaling-group.ts';

const texts = {
  capacity: 'AWS has no capacity for the instance type in that zone',
  quota: 'an account quota blocks launches',
  template: 'the launch template is broken',
} as const;

/** Instances do not launch. Emergency Response Procedures, "Auto Scaling Failures". */
const launchRule = (
  kind: 'capacity' | 'quota' | 'launch-template',
  cause: keyof typeof texts,
): CauseRule => ({
  kind,
  explain: (findings) => {
    const failing = findings.filter((finding) => launchesFailFor(finding, cause));
    const [first] = failing;
    if (first === undefined) return undefined;
    return {
      confidence: first.state === 'failed' || first.reason === `launches-fail-${cause}` ? 'high' : 'medium',
      text: `${texts[cause]} (${first.resource ?? 'group'})`,
      for: failing.map(({ id }) => id),
      against: [],
    };
  },
});

export const launches: readonly CauseRule[] = [
  launchRule('launch-template', 'template'),
  launchRule('quota', 'quota'),
  launchRule('capacity', 'capacity'),
];
