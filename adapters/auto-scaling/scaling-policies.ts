import { type AutoScalingClient, DescribePoliciesCommand } from '@aws-sdk/client-auto-scaling';
import type { Looker, Seen } from '../../protocol/ports/check.ts';

/** Policies of each group; a group has at most 50. Auto Scaling User Guide, "Quotas". */
export const createScalingPoliciesLooker =
  (client: AutoScalingClient): Looker<'scaling-policies'> =>
  ({ subjects, signal }) =>
    Promise.all(
      subjects.map(async (name): Promise<Seen<'scaling-policies'>> => {
        const command = new DescribePoliciesCommand({ AutoScalingGroupName: name, MaxRecords: 50 });
        try {
          const { ScalingPolicies = [] } = await client.send(command, { abortSignal: signal });
          const policies = ScalingPolicies.map(({ PolicyName, PolicyType, Enabled, Alarms }) => ({
            name: PolicyName ?? 'unnamed',
            // Policies from before they could be turned off lack it.
            enabled: Enabled !== false,
            forecasts: PolicyType === 'PredictiveScaling',
            alarms: (Alarms ?? []).flatMap(({ AlarmName }) => AlarmName ?? []),
          }));
          return { resource: name, facts: { name, policies } };
        } catch (error) {
          return { resource: name, error };
        }
      }),
    );
