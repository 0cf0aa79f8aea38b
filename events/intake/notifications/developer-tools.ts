import * as z from 'zod/mini';
import { knownEvents } from '../event-parsers.ts';
import { lateObject, list, object, text, textOrNumber } from '../lenient-fields.ts';
import { type NotificationReader, twinOf } from './notification.ts';

const ruleSchema = lateObject(() => ({
  account: textOrNumber,
  detail: object({}),
  detailType: text,
  notificationRuleArn: text,
  region: text,
  resources: list(z.string()),
  source: text,
  time: text,
}));

/**
 * Notification rules of the developer tools (CodePipeline, CodeDeploy): the EventBridge event with `detailType` for
 * `detail-type`. Source: Developer Tools console User Guide, "Understanding notification contents"
 * (https://docs.aws.amazon.com/dtconsole/latest/userguide/concepts.html).
 */
export const readDeveloperToolsNotification: NotificationReader = (notification, context) => {
  const { fields } = notification;
  const told = z.parse(ruleSchema, fields);
  const known = knownEvents.get(told.detailType ?? '');
  if (told.notificationRuleArn === undefined || told.detail === undefined || told.source !== known?.source)
    return undefined;
  return known?.parse(
    twinOf(told.detailType ?? '', known.source, notification, {
      ...{ account: told.account, region: told.region, time: told.time, resources: told.resources },
      detail: Object(fields['detail']),
    }),
    context,
  );
};
