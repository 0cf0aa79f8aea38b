import type { Around, Check } from '../check.ts';
import type { LaunchTemplateFacts } from '../facts/scaling.ts';
import type { Interpretation } from '../finding.ts';

/** Whether what a group launches by was changed before onset. Emergency Response Procedures, "Auto Scaling Failures". */
export const launchTemplate: Check<'launch-template'> = {
  scenarios: ['auto-scaling', 'outage'],
  tells: 'whether the launch template was changed before',
  subjectsOf: ({ estate }) => estate.autoScalingGroups,
  interpret: (facts, around) => interpret(facts, around),
};

/** Launches fail when the next one is due, which may be a while after the change. */
const SUSPECT_MS = 60 * 60_000;

const usedOf = ({ version, versions }: LaunchTemplateFacts) =>
  version === '$Latest'
    ? versions[0]
    : versions.find(({ number, isDefault }) =>
        version === '$Default' ? isDefault : String(number) === version,
      );

const interpret = (facts: LaunchTemplateFacts, { onsetMs, nowMs }: Around): Interpretation => {
  const { group, templateId, isMixed, versions } = facts;
  const used = usedOf(facts);
  const before = used === undefined ? undefined : versions.find(({ number }) => number < used.number);
  const evidence = {
    templateId,
    isMixed,
    ...(used === undefined ? {} : { version: used.number }),
    ...(before === undefined ? {} : { versionBefore: before.number }),
  };
  if (used === undefined)
    return {
      state: 'failed',
      reason: 'no-such-version',
      text: `${group} launches by version ${facts.version} of ${templateId}, which is not there`,
      evidence,
    };
  const isSuspect = used.createdAtMs >= onsetMs - SUSPECT_MS && used.createdAtMs <= nowMs;
  if (!isSuspect || before === undefined)
    return {
      state: 'healthy',
      reason: 'template-unchanged',
      text: `${group}: its launch template has no new version`,
      evidence,
    };
  const minutes = Math.round((onsetMs - used.createdAtMs) / 60_000);
  const when = minutes >= 0 ? `${minutes} minutes before` : `${-minutes} minutes after onset`;
  return {
    state: 'degraded',
    reason: 'template-changed',
    text: `${group}: version ${used.number} of its launch template was made ${when}`,
    evidence: { ...evidence, minutesBefore: minutes },
  };
};
