import * as z from 'zod/mini';
import { parseArn } from '../arn.ts';
import { lateObject, text } from '../lenient-fields.ts';
import { ignored } from '../reading.ts';
import { parseRdsEvent } from '../sources/rds.ts';
import { type NotificationReader, twinOf } from './notification.ts';

const subscriptionSchema = lateObject(() => ({
  'Event Source': text,
  'Event Time': text,
  'Source ID': text,
  'Source ARN': text,
  'Event ID': text,
  'Event Message': text,
  'Identifier Link': text,
}));

/** Types of source that no user meets. A proxy's and a switchover's events go by their words. */
const aside = new Set([
  'db-snapshot',
  'db-cluster-snapshot',
  'db-parameter-group',
  'db-security-group',
  'custom-engine-version',
]);

/** `2026-11-20 03:04:10.000`, in UTC. */
const utcTime = (time: string | undefined): string | undefined => time?.trim().replace(' ', 'T').concat('Z');

/** `Event ID` is a link to the documentation that ends in the id: `…/USER_Events.html#RDS-EVENT-0049`. */
const eventIdOf = (link: string | undefined): string | undefined => link?.split('#').at(-1)?.trim();

const regionOf = (arn: string | undefined, link: string | undefined): string | undefined => {
  const query = link !== undefined && URL.canParse(link) ? new URL(link).searchParams : undefined;
  return parseArn(arn)?.region || query?.get('region') || undefined;
};

/**
 * Event subscriptions of RDS, and of Aurora, DocumentDB and Neptune, whose events have the same ids. They carry no
 * categories, so the event's id decides, then the words of its message. Source: Amazon RDS User Guide, "Working with
 * Amazon RDS event notification" (https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.html).
 */
export const readDatabaseNotification: NotificationReader = (notification, context) => {
  const told = z.parse(subscriptionSchema, notification.fields);
  const eventId = eventIdOf(told['Event ID']);
  if (eventId?.startsWith('RDS-EVENT-') !== true) return undefined;
  const source = told['Event Source'] ?? '';
  const subject = `${eventId} of ${told['Source ARN'] ?? told['Source ID'] ?? 'unnamed'}`;
  if (aside.has(source)) return [ignored('rds-informational', `${source} ${subject}`)];
  const arn = told['Source ARN'];
  const detailType = source === 'db-cluster' ? 'RDS DB Cluster Event' : 'RDS DB Instance Event';
  const event = twinOf(detailType, 'aws.rds', notification, {
    account: parseArn(arn)?.accountId || undefined,
    region: regionOf(arn, told['Identifier Link']),
    detail: {
      EventID: eventId,
      SourceIdentifier: told['Source ID'],
      SourceArn: arn,
      Date: utcTime(told['Event Time']),
      Message: told['Event Message'],
    },
  });
  return parseRdsEvent(event, context);
};
