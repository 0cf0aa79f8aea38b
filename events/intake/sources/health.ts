import * as z from 'zod/mini';
import { type DetailParser, detailOf, type EventEnvelope } from '../event-envelope.ts';
import { transitionOf } from '../event-signal.ts';
import { lateObject, list, text, textOrFlag, textOrNumber } from '../lenient-fields.ts';
import { ignored, missingField } from '../reading.ts';
import { momentOf, parseTimestamp } from '../timestamp.ts';

const healthSchema = lateObject(() => ({
  eventArn: text,
  service: text,
  eventTypeCode: text,
  eventTypeCategory: text,
  eventScopeCode: text,
  statusCode: text,
  eventRegion: text,
  startTime: text,
  lastUpdatedTime: text,
  eventDescription: list(z.object({ latestDescription: text })),
  affectedEntities: list(z.object({ entityValue: text })),
  affectedAccount: textOrNumber,
  communicationId: text,
  backupEvent: textOrFlag,
}));

const informational = new Set(['accountNotification', 'scheduledChange']);

/** Exposed keys and abuse from the account come as notifications as well; they are breach indicators. */
const isSecurity = (code: string | undefined): boolean =>
  /(?:^|_)(?:RISK|ABUSE|EXPOSED|COMPROMISED)(?:_|$)/.test(code ?? '');

/** Where copies of events come that concern no region. AWS Health User Guide, "Creating EventBridge rules for AWS Region coverage". */
const BACKUP_OF_GLOBAL = 'us-west-2';

/**
 * The copy of an event that comes to the backup region. AWS's own samples say `backupEvent` of events in the region that they
 * are about as well: there it is no copy. What is not known for one is taken in: both have the same id and times.
 */
const isBackupCopy = (
  { backupEvent, eventRegion }: z.infer<typeof healthSchema>,
  { region }: EventEnvelope,
): boolean => {
  if (backupEvent !== true || eventRegion === undefined || region === undefined) return false;
  return eventRegion === 'global' ? region === BACKUP_OF_GLOBAL : region !== eventRegion;
};

const stateIn = (closed: boolean) => (closed ? ('OK' as const) : ('ALARM' as const));

/**
 * One event concerns several accounts where Health is seen for a whole organisation: it is a signal of each account, since
 * it is closed for each by itself.
 */
const healthId = (
  { eventArn, affectedAccount, eventRegion }: z.infer<typeof healthSchema>,
  event: EventEnvelope,
  name: string | undefined,
): string => {
  const account = affectedAccount ?? event.account ?? '';
  return eventArn === undefined
    ? `health:${account}:${eventRegion ?? event.region ?? ''}:${name}`
    : `${eventArn}#${account}`;
};

/**
 * `AWS Health Event`, and `AWS Health Abuse Event`, which is always about security. An issue stands until its status is
 * `closed`. An unknown category counts as an issue (when in
 * doubt, page). Times are RFC 1123 and sometimes malformed; the same communication can arrive twice, with the same
 * times. Source: AWS Health User Guide, "Reference: AWS Health events Amazon EventBridge schema".
 */
export const parseHealthEvent: DetailParser = (event, context) => {
  const detail = detailOf(healthSchema, event);
  if (detail === undefined) return [missingField('detail', 'an object')];
  const name = detail.eventTypeCode ?? detail.service;
  const isAbuse = event['detail-type'] === 'AWS Health Abuse Event';
  if (informational.has(detail.eventTypeCategory ?? '') && !isAbuse && !isSecurity(name)) {
    return [ignored('health-informational', detail.eventArn ?? name)];
  }
  if (isBackupCopy(detail, event)) return [ignored('health-backup-copy', detail.eventArn ?? name)];
  const region = detail.eventRegion ?? event.region;
  if (detail.eventArn === undefined && name === undefined)
    return [missingField('detail.eventArn', "the event's ARN")];
  const closed = detail.statusCode?.toLowerCase() === 'closed';
  return [
    transitionOf(
      {
        id: healthId(detail, event, name),
        kind: 'health',
        name: name ?? detail.eventArn ?? '',
        description: detail.eventDescription[0]?.latestDescription,
        state: stateIn(closed),
        atMs: momentOf(context, detail.lastUpdatedTime, event.time),
        onsetAtMs: parseTimestamp(detail.startTime),
        reason: closed ? 'AWS Health closed the event.' : undefined,
        account: detail.affectedAccount ?? event.account,
        region,
        resources: [...detail.affectedEntities.map((entity) => entity.entityValue), ...event.resources],
        facts: {
          eventTypeCategory: detail.eventTypeCategory,
          eventTypeCode: detail.eventTypeCode,
          service: detail.service ?? (isAbuse ? 'ABUSE' : undefined),
          abuse: isAbuse ? true : undefined,
          scope: detail.eventScopeCode,
          statusCode: detail.statusCode,
        },
      },
      event,
    ),
  ];
};
