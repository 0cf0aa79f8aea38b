import { DescribePoliciesCommand, type ScalingPolicy } from '@aws-sdk/client-auto-scaling';
import { alarmArn, alarmArns } from '../../estate/arns.ts';
import { stableUuid } from '../../estate/ids.ts';
import { pageOf, when } from '../../estate/pages.ts';
import type { World } from '../../estate/world.ts';
import type { Group } from '../../situation/compute.ts';
import { operation } from '../../wire/operation.ts';
import { groupsNamed } from './groups.ts';
import { badToken, sizeOf } from './refusals.ts';

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

export const describePolicies = operation(DescribePoliciesCommand, (input, world) => {
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
