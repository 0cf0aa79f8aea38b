import * as z from 'zod/mini';
import { lateObject, text } from '../lenient-fields.ts';
import { ignored } from '../reading.ts';
import { reportReading } from '../sources/notification-signal.ts';
import { type NotificationReader, twinOf } from './notification.ts';

const subscriptionSchema = lateObject(() => ({
  'Event Source': text,
  SourceId: text,
  'Event ID': text,
  'Event Message': text,
}));

const troubled = /\b(?:fail(?:ed|ure)?|error|stopped|suspended|aborted|unavailable|low|exhausted)\b/iu;
const healing = /\b(?:failover|recovery)\b/iu;
const begun = /\b(?:started|initiated|begun)\b/iu;

/** What begins says nothing is over; a failover or recovery begins since the instance has failed. */
const isFailedInstance = (words: string): boolean => {
  const at = words.search(healing);
  return at >= 0 && begun.test(words.slice(at, at + 100));
};

const over = /\b(?:started|resumed|recovered|completed?|restored)\b/iu;

/**
 * Event subscriptions of Database Migration Service: a task or replication instance that fails or stops stands until it
 * says that it runs again. Source: AWS DMS User Guide, "Working with Amazon SNS events and notifications"
 * (https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Events.html).
 */
export const readDmsNotification: NotificationReader = (notification, context) => {
  const told = z.parse(subscriptionSchema, notification.fields);
  const eventId = told['Event ID']?.split('#').at(-1)?.trim();
  if (eventId?.startsWith('DMS-EVENT-') !== true || told.SourceId === undefined) return undefined;
  const said = told['Event Message'] ?? eventId;
  const words = said.slice(0, 1000);
  const isTrouble = troubled.test(words) || isFailedInstance(words);
  if (!isTrouble && !over.test(words))
    return [ignored('event-not-watched', `${eventId} of ${told.SourceId}`)];
  const event = twinOf(told['Event Source'] ?? 'DMS', 'aws.dms', notification, { detail: {} });
  return [
    reportReading(
      {
        service: 'DMS',
        type: told['Event Source'] ?? 'replication-task',
        resource: told.SourceId,
        topic: 'replication',
        state: isTrouble ? 'ALARM' : 'OK',
        said,
        facts: { eventId },
      },
      event,
      context,
    ),
  ];
};
