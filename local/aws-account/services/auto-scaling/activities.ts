import { type Activity, DescribeScalingActivitiesCommand } from '@aws-sdk/client-auto-scaling';
import { groupArn } from '../../estate/arns.ts';
import { stableUuid, subnetOf } from '../../estate/ids.ts';
import { pageOf, when } from '../../estate/pages.ts';
import type { World } from '../../estate/world.ts';
import type { Group } from '../../situation/compute.ts';
import { operation } from '../../wire/operation.ts';
import { groupsNamed } from './groups.ts';
import { badToken, sizeOf } from './refusals.ts';

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

/** The youngest first, 100 a page. */
export const describeScalingActivities = operation(DescribeScalingActivitiesCommand, (input, world) => {
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
