import * as z from 'zod/mini';
import { lateObject, text, textOrNumber } from '../lenient-fields.ts';
import { parseCodeDeployInstance, parseCodeDeployment } from '../sources/codedeploy.ts';
import { type NotificationReader, twinOf } from './notification.ts';

const triggerSchema = lateObject(() => ({
  accountId: textOrNumber,
  region: text,
  eventTriggerName: text,
  applicationName: text,
  deploymentGroupName: text,
  deploymentId: text,
  instanceId: text,
  instanceStatus: text,
  status: text,
}));

/** Triggers write states in other words than events do. Other states have the same word in both. */
const states = new Map([
  ['FAILED', 'FAILURE'],
  ['SUCCEEDED', 'SUCCESS'],
]);

const stateOf = (status: string | undefined): string | undefined => {
  const word = status?.toUpperCase();
  return word === undefined ? undefined : (states.get(word) ?? word);
};

/**
 * Triggers of a CodeDeploy deployment group. Source: AWS CodeDeploy User Guide, "JSON data formats for CodeDeploy
 * triggers" (https://docs.aws.amazon.com/codedeploy/latest/userguide/monitoring-sns-event-notifications-json-format.html).
 * Its times are of the deployment's steps, so the time at which SNS took the message dates it.
 */
export const readCodeDeployTrigger: NotificationReader = (notification, context) => {
  const told = z.parse(triggerSchema, notification.fields);
  if (told.deploymentId === undefined || told.eventTriggerName === undefined) return undefined;
  const place = { account: told.accountId, region: told.region };
  if (told.instanceStatus !== undefined) {
    const detail = { ...told, state: stateOf(told.instanceStatus) };
    const type = 'CodeDeploy Instance State-change Notification';
    return parseCodeDeployInstance(
      twinOf(type, 'aws.codedeploy', notification, { ...place, detail }),
      context,
    );
  }
  const detail = {
    application: told.applicationName,
    deploymentGroup: told.deploymentGroupName,
    deploymentId: told.deploymentId,
    state: stateOf(told.status),
  };
  const type = 'CodeDeploy Deployment State-change Notification';
  return parseCodeDeployment(twinOf(type, 'aws.codedeploy', notification, { ...place, detail }), context);
};
