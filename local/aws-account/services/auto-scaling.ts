import {
  type Activity,
  AutoScalingClient,
  type AutoScalingGroup,
  type AutoScalingInstanceDetails,
  DescribeAutoScalingGroupsCommand,
  DescribeAutoScalingInstancesCommand,
  DescribePoliciesCommand,
  DescribeScalingActivitiesCommand,
  type Instance as GroupInstance,
  type ScalingPolicy,
} from '@aws-sdk/client-auto-scaling';
import { own } from '../../../domain/kernel/own.ts';
import { alarmArn, alarmArns, groupArn, targetGroupArns } from '../estate/arns.ts';
import { stableUuid, subnetOf } from '../estate/ids.ts';
import { checkLength, pageSize } from '../estate/limits.ts';
import { pageOf, when } from '../estate/pages.ts';
import type { World } from '../estate/world.ts';
import type { Group } from '../situation/compute.ts';
import { AwsError } from '../wire/aws-error.ts';
import { operation, serviceOf } from '../wire/operation.ts';
import { nowhere } from './nowhere.ts';

const invalid = (message: string): AwsError => new AwsError('ValidationError', message, { status: 400 });

const badToken = (): AwsError =>
  new AwsError('InvalidNextToken', 'The NextToken value is not valid.', { status: 400 });

const sizeOf = (given: number | undefined, usual: number, most: number): number =>
  pageSize(given, { field: 'maxRecords', least: 1, most, usual, code: 'ValidationError' });

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
const describeAutoScalingGroups = operation(DescribeAutoScalingGroupsCommand, (input, world) => {
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

const describeAutoScalingInstances = operation(DescribeAutoScalingInstancesCommand, (input, world) => {
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

const activitiesOf = (world: World, name: string, group: Group): readonly Activity[] =>
  group.activities
    .map((activity): Activity => {
      const isOver = ['Successful', 'Failed', 'Cancelled'].includes(activity.status);
      return {
        ActivityId: stableUuid(`${name} ${activity.at} ${activity.text}`),
        AutoScalingGroupName: name,
        AutoScalingGroupARN: groupArn(world, name),
        Description: activity.text,
        Cause: activity.cause,
        StartTime: world.date(activity.at),
        ...when('EndTime', isOver ? world.date(activity.ended ?? activity.at) : undefined),
        StatusCode: activity.status,
        ...when('StatusMessage', activity.message),
        Progress: isOver ? 100 : 50,
        Details: JSON.stringify({
          'Subnet ID': subnetOf(group.zones[0] ?? ''),
          'Availability Zone': group.zones[0],
        }),
      };
    })
    .filter(({ StartTime: at }) => at !== undefined && at.getTime() <= world.nowMs)
    .sort((a, b) => Number(b.StartTime) - Number(a.StartTime));

const groupsNamed = (world: World, name: string | undefined): readonly (readonly [string, Group])[] => {
  if (name === undefined) return Object.entries(world.estate.groups);
  const group = own(world.estate.groups, name);
  if (group === undefined)
    throw invalid(`AutoScalingGroup name not found - AutoScalingGroup ${name} not found`);
  return [[name, group]];
};

/** The youngest first, 100 a page. */
const describeScalingActivities = operation(DescribeScalingActivitiesCommand, (input, world) => {
  const { AutoScalingGroupName: name, ActivityIds: ids, NextToken: token } = input;
  const found = groupsNamed(world, name)
    .flatMap(([of, group]) => activitiesOf(world, of, group))
    .filter(({ ActivityId: id = '' }) => ids === undefined || ids.length === 0 || ids.includes(id));
  const page = pageOf(found, {
    token,
    size: sizeOf(input.MaxRecords, 100, 100),
    about: [name, ids],
    invalid: badToken,
  });
  return { Activities: [...page.items], ...when('NextToken', page.next) };
});

const policiesOf = (world: World, of: string, group: Group): readonly ScalingPolicy[] =>
  Object.entries(group.policies).map(([name, policy]): ScalingPolicy => {
    const alarms = alarmArns(world, policy.alarms);
    const known = policy.alarms.filter((alarm) => alarms.includes(alarmArn(world, alarm)));
    const isTracking = policy.type === 'TargetTrackingScaling';
    return {
      AutoScalingGroupName: of,
      PolicyName: name,
      PolicyARN: world.arn(
        'autoscaling',
        `scalingPolicy:${stableUuid(`${of} ${name}`)}:autoScalingGroupName/${of}:policyName/${name}`,
      ),
      PolicyType: policy.type,
      ...(isTracking
        ? {
            TargetTrackingConfiguration: {
              PredefinedMetricSpecification: { PredefinedMetricType: policy.metric },
              TargetValue: policy.target ?? 50,
              DisableScaleIn: false,
            },
          }
        : { AdjustmentType: 'ChangeInCapacity', ...when('ScalingAdjustment', policy.adjustment) }),
      StepAdjustments:
        policy.type === 'StepScaling'
          ? [{ MetricIntervalLowerBound: 0, ScalingAdjustment: policy.adjustment ?? 1 }]
          : [],
      Alarms: known.map((alarm) => ({ AlarmName: alarm, AlarmARN: alarmArn(world, alarm) })),
      Enabled: policy.enabled,
    };
  });

const describePolicies = operation(DescribePoliciesCommand, (input, world) => {
  const { AutoScalingGroupName: name, PolicyNames: names, PolicyTypes: types, NextToken: token } = input;
  const found = groupsNamed(world, name)
    .flatMap(([of, group]) => policiesOf(world, of, group))
    .filter(
      ({ PolicyName: policy = '', PolicyARN: arn = '', PolicyType: type = '' }) =>
        (names === undefined || names.length === 0 || names.includes(policy) || names.includes(arn)) &&
        (types === undefined || types.length === 0 || types.includes(type)),
    );
  const page = pageOf(found, {
    token,
    size: sizeOf(input.MaxRecords, 50, 100),
    about: [name, names, types],
    invalid: badToken,
  });
  return { ScalingPolicies: [...page.items], ...when('NextToken', page.next) };
});

export const autoScaling = serviceOf(new AutoScalingClient(nowhere), [
  describeAutoScalingGroups,
  describeAutoScalingInstances,
  describeScalingActivities,
  describePolicies,
]);
