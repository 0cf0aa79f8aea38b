import * as z from 'zod/mini';
import { lateObject, text } from '../lenient-fields.ts';
import { ignored } from '../reading.ts';
import type { NotificationReader } from './notification.ts';

const trialSchema = lateObject(() => ({ Bucket: text, Event: text, Service: text, notificationType: text }));

/**
 * What S3 and SES send once when a topic is connected to them. Sources: Amazon S3 User Guide, "Event message structure"
 * (`s3:TestEvent`); Amazon SES Developer Guide, "Configuring Amazon SNS notifications for Amazon SES".
 */
export const readTrial: NotificationReader = ({ fields }) => {
  const told = z.parse(trialSchema, fields);
  if (told.Service === 'Amazon S3' && told.Event === 's3:TestEvent')
    return [ignored('test-notification', `s3:TestEvent of ${told.Bucket ?? 'a bucket'}`)];
  return told.notificationType === 'AmazonSnsSubscriptionSucceeded'
    ? [ignored('test-notification', told.notificationType)]
    : undefined;
};
