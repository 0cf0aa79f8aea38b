import type { CauseRule } from '../cause-rule.ts';
import { launchesFailFor } from '../checks/scaling-group.ts';

const texts = {
  capacity: 'AWS has no capacity for the instance type in that zone',
  quota: 'an account quota blocks launches',
  template: 'the launch template is broken',
} as const;

/** Reasons of other checks that speak for a cause of failing launches, and against it. */
const speaks: Readonly<
  Record<string, { readonly for: ReadonlySet<string>; readonly against: ReadonlySet<string> }>
> = {
  'launch-template': {
    for: new Set(['template-changed', 'no-such-version']),
    against: new Set(['template-unchanged']),
  },
  quota: { for: new Set(['quota-reached', 'quota-near']), against: new Set(['quota-free']) },
};

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
      for: [...failing, ...findings.filter(({ reason }) => speaks[kind]?.for.has(reason))].map(
        ({ id }) => id,
      ),
      against: findings.filter(({ reason }) => speaks[kind]?.against.has(reason)).map(({ id }) => id),
    };
  },
});

export const launches: readonly CauseRule[] = [
  launchRule('launch-template', 'template'),
  launchRule('quota', 'quota'),
  launchRule('capacity', 'capacity'),
];
