import { findArn } from '../arn.ts';
import { type DetailParser, detailOf } from '../event-envelope.ts';
import { transitionOf } from '../event-signal.ts';
import { lateObject, object, text } from '../lenient-fields.ts';
import { ignored, missingField } from '../reading.ts';
import { momentOf, parseTimestamp } from '../timestamp.ts';

/** `EC2InstanceId` is empty where nothing could be launched, which reads as absent. */
const activitySchema = lateObject(() => ({
  AutoScalingGroupName: text,
  StatusCode: text,
  StatusMessage: text,
  Cause: text,
  EC2InstanceId: text,
  StartTime: text,
  EndTime: text,
  Details: object({ 'Availability Zone': text, 'Subnet ID': text }),
}));

/**
 * `EC2 Instance Launch Unsuccessful` and `EC2 Instance Terminate Unsuccessful`. A group that cannot launch fails again
 * and again, each time as another activity: all failures of one kind of one group are one signal. A success afterwards
 * does not end it (another zone or type may still fail): it expires, or a person ends it.
 */
export const parseScalingActivity: DetailParser = (event, context) => {
  const detail = detailOf(activitySchema, event);
  if (detail === undefined) return [missingField('detail', 'an object')];
  const group = detail.AutoScalingGroupName;
  const type = event['detail-type'] ?? '';
  if (!type.endsWith('Unsuccessful')) return [ignored('scaling-not-unsuccessful', group ?? type)];
  if (group === undefined) return [missingField('detail.AutoScalingGroupName', "the group's name")];
  const activity = type.includes('Terminate') ? 'terminate' : 'launch';
  return [
    transitionOf(
      {
        id: `autoscaling:${event.account ?? ''}:${event.region ?? ''}:${group}:${activity}`,
        kind: 'scaling',
        name: `${group}: instance ${activity} unsuccessful`,
        description: detail.StatusMessage,
        state: 'ALARM',
        atMs: momentOf(context, event.time, detail.EndTime),
        onsetAtMs: parseTimestamp(detail.StartTime),
        reason: detail.StatusMessage ?? detail.Cause,
        resources: [findArn(event.resources, 'autoscaling', 'autoScalingGroup:'), detail.EC2InstanceId],
        facts: {
          group,
          activity,
          statusCode: detail.StatusCode,
          statusMessage: detail.StatusMessage,
          cause: detail.Cause,
          availabilityZone: detail.Details?.['Availability Zone'],
          subnet: detail.Details?.['Subnet ID'],
        },
      },
      event,
    ),
  ];
};
