import {
  type Activity,
  type AutoScalingClient,
  type AutoScalingGroup,
  DescribeScalingActivitiesCommand,
  paginateDescribeAutoScalingGroups,
} from '@aws-sdk/client-auto-scaling';
import type { ScalingGroupFacts } from '../../domain/triage/facts/scaling-group.ts';
import type { Looker, Seen } from '../../protocol/ports/check.ts';

/** The newest activities of a group that are looked at. */
const ACTIVITIES = 50;
/** Launches that failed longer before onset are another story. */
const BEFORE_ONSET_MS = 60 * 60_000;
/** How AWS describes activities that are no launches. Auto Scaling User Guide, "Verify a scaling activity". */
const TERMINATION = 'Terminating';

/** Groups, and the launches of each that failed around onset. A group that does not exist is simply not answered by AWS. */
export const createScalingGroupLooker =
  (client: AutoScalingClient): Looker<'scaling-group'> =>
  async ({ subjects, onsetMs, signal }) => {
    const groups = new Map<string, AutoScalingGroup>();
    const input = { AutoScalingGroupNames: [...subjects] };
    for await (const page of paginateDescribeAutoScalingGroups({ client }, input, { abortSignal: signal }))
      for (const group of page.AutoScalingGroups ?? []) groups.set(group.AutoScalingGroupName ?? '', group);
    return Promise.all(
      subjects.map(async (name): Promise<Seen<'scaling-group'>> => {
        const group = groups.get(name);
        if (group === undefined) return { resource: name, error: new NoSuchGroupError(name) };
        try {
          const command = new DescribeScalingActivitiesCommand({
            AutoScalingGroupName: name,
            MaxRecords: ACTIVITIES,
          });
          const { Activities = [] } = await client.send(command, { abortSignal: signal });
          return { resource: name, facts: factsOf(name, group, Activities, onsetMs - BEFORE_ONSET_MS) };
        } catch (error) {
          return { resource: name, error };
        }
      }),
    );
  };

/** AWS answers an empty list for a name that it does not know. */
class NoSuchGroupError extends Error {
  override readonly name = 'GroupNotFound';
}

const factsOf = (
  name: string,
  group: AutoScalingGroup,
  activities: readonly Activity[],
  sinceMs: number,
): ScalingGroupFacts => ({
  name,
  min: group.MinSize ?? 0,
  max: group.MaxSize ?? 0,
  desired: group.DesiredCapacity ?? 0,
  instances: (group.Instances ?? []).map(
    ({ InstanceId, LifecycleState, HealthStatus, AvailabilityZone }) => ({
      id: InstanceId ?? 'unknown',
      inService: LifecycleState === 'InService' && HealthStatus?.toLowerCase() !== 'unhealthy',
      zone: AvailabilityZone ?? 'unknown',
    }),
  ),
  suspended: (group.SuspendedProcesses ?? []).flatMap(({ ProcessName }) => ProcessName ?? []),
  failures: activities
    .filter(({ Description = '' }) => !Description.startsWith(TERMINATION))
    .filter(({ StatusCode }) => StatusCode === 'Failed' || StatusCode === 'Cancelled')
    .map(({ StartTime, StatusMessage, Description }) => ({
      atMs: StartTime?.getTime() ?? 0,
      message: StatusMessage ?? Description ?? 'no reason given',
    }))
    .filter(({ atMs }) => atMs >= sinceMs)
    .sort((a, b) => b.atMs - a.atMs),
});
