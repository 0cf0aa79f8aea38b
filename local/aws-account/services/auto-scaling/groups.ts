import {
  type AutoScalingGroup,
  type AutoScalingInstanceDetails,
  DescribeAutoScalingGroupsCommand,
  DescribeAutoScalingInstancesCommand,
  type Instance as GroupInstance,
} from '@aws-sdk/client-auto-scaling';
import { own } from '../../../../domain/kernel/own.ts';
import { groupArn, targetGroupArns } from '../../estate/arns.ts';
import { subnetOf } from '../../estate/ids.ts';
import { checkLength } from '../../estate/limits.ts';
import { pageOf, when } from '../../estate/pages.ts';
import type { World } from '../../estate/world.ts';
import type { Group } from '../../situation/compute.ts';
import { operation } from '../../wire/operation.ts';
import { badToken, invalid, sizeOf } from './refusals.ts';

/** The group's launch template in the version that it stands for. */
const templateOf = (world: World, { launchTemplate, version }: Group) => {
  const template =
    launchTemplate === undefined ? undefined : own(world.estate.launchTemplates, launchTemplate);
  if (template === undefined || launchTemplate === undefined) return undefined;
  return { LaunchTemplateId: template.id, LaunchTemplateName: launchTemplate, Version: version };
};

const membersOf = (
  world: World,
  group: Group,
): readonly (GroupInstance & { readonly InstanceId: string })[] =>
  Object.entries(group.instances).map(([id, member]) => {
    const { state, health, version } =
      typeof member === 'string' ? { state: member, health: 'Healthy', version: undefined } : member;
    const instance = own(world.estate.instances, id);
    const template = templateOf(world, group);
    return {
      InstanceId: id,
      InstanceType: instance?.type ?? '',
      AvailabilityZone: instance?.zone ?? '',
      LifecycleState: state,
      HealthStatus: health,
      ...when('LaunchConfigurationName', group.launchConfiguration),
      ...when(
        'LaunchTemplate',
        template === undefined
          ? undefined
          : { ...template, Version: version === undefined ? template.Version : String(version) },
      ),
      ProtectedFromScaleIn: false,
    };
  });

const describeGroup = (world: World, name: string, group: Group): AutoScalingGroup => ({
  AutoScalingGroupName: name,
  AutoScalingGroupARN: groupArn(world, name),
  ...when('LaunchConfigurationName', group.launchConfiguration),
  ...when('LaunchTemplate', templateOf(world, group)),
  MinSize: group.min,
  MaxSize: group.max,
  DesiredCapacity: group.desired,
  DefaultCooldown: 300,
  AvailabilityZones: group.zones,
  LoadBalancerNames: [],
  TargetGroupARNs: targetGroupArns(world, group.targetGroups),
  HealthCheckType: group.healthCheck,
  HealthCheckGracePeriod: group.grace / 1000,
  Instances: [...membersOf(world, group)],
  CreatedTime: world.date(group.created),
  SuspendedProcesses: Object.entries(group.suspended).map(([ProcessName, SuspensionReason]) => ({
    ProcessName,
    SuspensionReason,
  })),
  VPCZoneIdentifier: group.zones.map(subnetOf).join(','),
  EnabledMetrics: [],
  ...when('Status', group.status),
  Tags: [],
  TerminationPolicies: ['Default'],
  NewInstancesProtectedFromScaleIn: false,
  ServiceLinkedRoleARN: `arn:aws:iam::${world.accountId}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`,
  CapacityRebalance: false,
  TrafficSources: targetGroupArns(world, group.targetGroups).map((Identifier) => ({
    Identifier,
    Type: 'elbv2',
  })),
});

/** Amazon EC2 Auto Scaling API reference: 50 groups a page, at most 100; names that there are not are left out. */
export const describeAutoScalingGroups = operation(DescribeAutoScalingGroupsCommand, (input, world) => {
  const { AutoScalingGroupNames: names, Filters: filters, NextToken: token } = input;
  if (filters !== undefined && filters.length > 0)
    throw invalid('The stand-in account does not filter groups: ask for them by name.');
  const found = Object.entries(world.estate.groups).filter(
    ([name]) => names === undefined || names.length === 0 || names.includes(name),
  );
  const page = pageOf(found, {
    token,
    size: sizeOf(input.MaxRecords, 50, 100),
    about: names,
    invalid: badToken,
  });
  return {
    AutoScalingGroups: page.items.map(([name, group]) => describeGroup(world, name, group)),
    ...when('NextToken', page.next),
  };
});

export const describeAutoScalingInstances = operation(DescribeAutoScalingInstancesCommand, (input, world) => {
  const { InstanceIds: ids, NextToken: token } = input;
  checkLength(ids, { field: 'instanceIds', most: 50, code: 'ValidationError' });
  const all = Object.entries(world.estate.groups).flatMap(([name, group]) =>
    membersOf(world, group).map(
      (member): AutoScalingInstanceDetails => ({
        InstanceId: member.InstanceId,
        InstanceType: member.InstanceType,
        AutoScalingGroupName: name,
        AvailabilityZone: member.AvailabilityZone,
        LifecycleState: member.LifecycleState,
        HealthStatus: member.HealthStatus?.toUpperCase(),
        ...when('LaunchConfigurationName', member.LaunchConfigurationName),
        ...when('LaunchTemplate', member.LaunchTemplate),
        ProtectedFromScaleIn: false,
      }),
    ),
  );
  const found = all.filter(
    ({ InstanceId: id = '' }) => ids === undefined || ids.length === 0 || ids.includes(id),
  );
  const page = pageOf(found, {
    token,
    size: sizeOf(input.MaxRecords, 50, 50),
    about: ids,
    invalid: badToken,
  });
  return { AutoScalingInstances: [...page.items], ...when('NextToken', page.next) };
});

export const groupsNamed = (
  world: World,
  name: string | undefined,
): readonly (readonly [string, Group])[] => {
  if (name === undefined) return Object.entries(world.estate.groups);
  const group = own(world.estate.groups, name);
  if (group === undefined)
    throw invalid(`AutoScalingGroup name not found - AutoScalingGroup ${name} not found`);
  return [[name, group]];
};
