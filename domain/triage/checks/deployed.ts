import type { Around } from '../check.ts';
import type { Deployment } from '../facts/deployments.ts';
import type { Evidence, Interpretation } from '../finding.ts';

/** Service Outage Runbook, "Strategy 1": a deployment within 30 minutes before onset is the first suspect. */
const SUSPECT_MS = 30 * 60_000;

/** One that goes on for longer waits for somebody's approval: it has changed nothing yet, or long ago. */
const LONGEST_MS = 60 * 60_000;

/** The newest deployment that ended, or was under way, within the 30 minutes before onset. */
export const suspectOf = (deployments: readonly Deployment[], { onsetMs }: Around): Deployment | undefined =>
  deployments.find(({ startedAtMs, endedAtMs }) => {
    if (startedAtMs > onsetMs) return false;
    return endedAtMs === undefined
      ? startedAtMs >= onsetMs - LONGEST_MS
      : Math.min(endedAtMs, onsetMs) >= onsetMs - SUSPECT_MS;
  });

/** What a finding says of the deployment that is suspected; rules about causes read it. */
export const suspectEvidence = (deployments: readonly Deployment[], around: Around): Evidence => {
  const suspect = suspectOf(deployments, around);
  if (suspect === undefined) return {};
  const before = deployments.find(
    ({ status, startedAtMs }) => status === 'succeeded' && startedAtMs < suspect.startedAtMs,
  );
  return {
    deployment: suspect.id,
    deployedMinutesBefore: minutesBefore(suspect, around),
    ...(suspect.revision === undefined ? {} : { revision: suspect.revision }),
    ...(before === undefined ? {} : { lastGood: before.id }),
    ...(before?.revision === undefined ? {} : { lastGoodRevision: before.revision }),
  };
};

/** Whole minutes from its end to onset, or from its beginning while it goes on. */
const minutesBefore = ({ startedAtMs, endedAtMs }: Deployment, { onsetMs }: Around): number =>
  Math.round((onsetMs - Math.min(endedAtMs ?? startedAtMs, onsetMs)) / 60_000);

/** What the last deployments of a pipeline or a deployment group mean. */
export const interpretDeployments = (
  name: string,
  deployments: readonly Deployment[],
  around: Around,
): Interpretation => {
  const [newest] = deployments;
  const evidence = { deployments: deployments.length, ...suspectEvidence(deployments, around) };
  if (newest === undefined)
    return { state: 'healthy', reason: 'never-deployed', text: `${name} has deployed nothing`, evidence };
  const suspect = suspectOf(deployments, around);
  if (suspect === undefined)
    return {
      state: 'healthy',
      reason: 'no-recent-deployment',
      text: `${name}: no deployment in the 30 minutes before`,
      evidence,
    };
  const when = `${minutesBefore(suspect, around)} minutes before`;
  const why = suspect.failure === undefined ? '' : `: ${suspect.failure}`;
  switch (suspect.status) {
    case 'failed':
      return {
        state: 'failed',
        reason: 'deployment-failed',
        text: `${name}: a deployment failed ${when}${why}`,
        evidence,
      };
    case 'rolled-back':
      return {
        state: 'degraded',
        reason: 'deployment-rolled-back',
        text: `${name}: a deployment was rolled back ${when}${why}`,
        evidence,
      };
    case 'stopped':
      return {
        state: 'degraded',
        reason: 'deployment-stopped',
        text: `${name}: a deployment was stopped ${when}${why}`,
        evidence,
      };
    case 'in-progress':
      return {
        state: 'degraded',
        reason: 'deployment-under-way',
        text: `${name}: a deployment is under way, begun ${when}`,
        evidence,
      };
    default:
      return {
        state: 'degraded',
        reason: 'deployed-before-onset',
        text: `${name}: deployment ${when}`,
        evidence,
      };
  }
};
