import {
  type AutoScalingClient,
  type AutoScalingGroup,
  paginateDescribeAutoScalingGroups,
} from '@aws-sdk/client-auto-scaling';
import type { TemplateUsed } from '../../domain/triage/facts/scaling.ts';

/** The launch templates of these groups; one that launches by a configuration, or does not exist, has none. */
export const createTemplatesUsed =
  (client: AutoScalingClient) =>
  async (groups: readonly string[], signal: AbortSignal): Promise<readonly TemplateUsed[]> => {
    const used: TemplateUsed[] = [];
    const input = { AutoScalingGroupNames: [...groups] };
    for await (const page of paginateDescribeAutoScalingGroups({ client }, input, { abortSignal: signal }))
      used.push(...(page.AutoScalingGroups ?? []).flatMap(templateOf));
    return used;
  };

const templateOf = (group: AutoScalingGroup): readonly TemplateUsed[] => {
  const mixed = group.MixedInstancesPolicy?.LaunchTemplate?.LaunchTemplateSpecification;
  const template = group.LaunchTemplate ?? mixed;
  const { AutoScalingGroupName } = group;
  if (template?.LaunchTemplateId === undefined || AutoScalingGroupName === undefined) return [];
  return [
    {
      group: AutoScalingGroupName,
      templateId: template.LaunchTemplateId,
      // A group that names no version launches by the default one.
      version: template.Version ?? '$Default',
      isMixed: group.LaunchTemplate === undefined,
    },
  ];
};
