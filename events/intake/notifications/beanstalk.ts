import { parseBeanstalkEvent } from '../sources/beanstalk.ts';
import { type NotificationReader, twinOf } from './notification.ts';

/** The value of a line `Name: value`. */
const valueIn = (lines: readonly string[], name: string): string | undefined =>
  lines
    .find((line) => line.startsWith(`${name}: `))
    ?.slice(name.length + 2)
    .trim();

/**
 * Mails of Elastic Beanstalk: a text of lines such as `Message: …` and `Environment: …`. Source: Elastic Beanstalk
 * Developer Guide, "Elastic Beanstalk environment notifications with Amazon SNS".
 */
export const readBeanstalkNotification: NotificationReader = (notification, context) => {
  const lines = notification.text.slice(0, 4000).split(/\r?\n/u);
  const environment = valueIn(lines, 'Environment');
  const message = valueIn(lines, 'Message');
  if (lines[0]?.startsWith('Timestamp: ') !== true || environment === undefined || message === undefined)
    return undefined;
  const application = valueIn(lines, 'Application');
  const detail = { EnvironmentName: environment, ApplicationName: application, Message: message };
  const event = twinOf('Health status change', 'aws.elasticbeanstalk', notification, { detail });
  return parseBeanstalkEvent(event, context);
};
