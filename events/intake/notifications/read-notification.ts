import type { IntakeContext, Reading } from '../reading.ts';
import { readScalingNotification } from './autoscaling.ts';
import { readBackupNotification } from './backup.ts';
import { readBeanstalkNotification } from './beanstalk.ts';
import { readCacheNotification } from './cache.ts';
import { readCodeDeployTrigger } from './codedeploy.ts';
import { readDatabaseNotification } from './database.ts';
import { readDeveloperToolsNotification } from './developer-tools.ts';
import { readDmsNotification } from './dms.ts';
import { readLambdaDestination } from './lambda-destination.ts';
import type { Notification, NotificationReader } from './notification.ts';
import { readTrial } from './trial.ts';

/** By the fields of a JSON message. No two of them read the same message. */
const byFields: readonly NotificationReader[] = [
  readDatabaseNotification,
  readScalingNotification,
  readLambdaDestination,
  readCodeDeployTrigger,
  readCacheNotification,
  readDmsNotification,
  readDeveloperToolsNotification,
  readTrial,
];

/** By the words of a message that is no JSON. */
const byText: readonly NotificationReader[] = [readBackupNotification, readBeanstalkNotification];

const firstReading = (
  readers: readonly NotificationReader[],
  notification: Notification,
  context: IntakeContext,
): readonly Reading[] | undefined => {
  for (const read of readers) {
    const readings = read(notification, context);
    if (readings !== undefined) return readings;
  }
  return undefined;
};

/** Reads a JSON object that an AWS service writes to a topic itself; undefined where none is known to write so. */
export const readFields = (notification: Notification, context: IntakeContext) =>
  firstReading(byFields, notification, context);

/** Reads a text that an AWS service writes to a topic itself; undefined where none is known to write so. */
export const readText = (notification: Notification, context: IntakeContext) =>
  firstReading(byText, notification, context);
