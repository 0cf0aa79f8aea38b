import * as z from 'zod/mini';
import { parseArn } from '../arn.ts';
import { lateObject, text, textOrNumber } from '../lenient-fields.ts';
import { ignored } from '../reading.ts';
import { parseScalingActivity } from '../sources/autoscaling.ts';
import { type NotificationReader, twinOf } from './notification.ts';

const groupSchema = lateObject(() => ({
  AccountId: textOrNumber,
  AutoScalingGroupARN: text,
  AutoScalingGroupName: text,
  Event: text,
  LifecycleTransition: text,
  Time: text,
}));

/** The events that say the same, by the word of the notification. */
const twins = new Map([
  ['autoscaling:EC2_INSTANCE_LAUNCH', 'EC2 Instance Launch Successful'],
  ['autoscaling:EC2_INSTANCE_LAUNCH_ERROR', 'EC2 Instance Launch Unsuccessful'],
  ['autoscaling:EC2_INSTANCE_TERMINATE', 'EC2 Instance Terminate Successful'],
  ['autoscaling:EC2_INSTANCE_TERMINATE_ERROR', 'EC2 Instance Terminate Unsuccessful'],
]);

/**
 * Notifications of an Auto Scaling group, and of its lifecycle hooks, which pause an instance and report no trouble.
 * Source: Amazon EC2 Auto Scaling User Guide, "Amazon SNS notification options for Amazon EC2 Auto Scaling".
 */
export const readScalingNotification: NotificationReader = (notification, context) => {
  const { fields } = notification;
  const told = z.parse(groupSchema, fields);
  const word = told.Event ?? told.LifecycleTransition;
  if (told.AutoScalingGroupName === undefined || word?.startsWith('autoscaling:') !== true) return undefined;
  if (word === 'autoscaling:TEST_NOTIFICATION')
    return [ignored('test-notification', told.AutoScalingGroupName)];
  const detailType = twins.get(word);
  if (detailType === undefined)
    return told.LifecycleTransition === undefined
      ? undefined
      : [ignored('event-not-watched', `${word} of ${told.AutoScalingGroupName}`)];
  const region = parseArn(told.AutoScalingGroupARN)?.region || undefined;
  const event = twinOf(detailType, 'aws.autoscaling', notification, {
    account: told.AccountId,
    region,
    time: told.Time,
    resources: [told.AutoScalingGroupARN],
    detail: fields,
  });
  return parseScalingActivity(event, context);
};
