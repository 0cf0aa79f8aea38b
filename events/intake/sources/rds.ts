import * as z from 'zod/mini';
import { buildArn, parseArn } from '../arn.ts';
import { type DetailParser, detailOf, type EventEnvelope } from '../event-envelope.ts';
import { transitionOf } from '../event-signal.ts';
import { lateObject, list, text, textMap } from '../lenient-fields.ts';
import { ignored, missingField } from '../reading.ts';
import { momentOf } from '../timestamp.ts';
import { meaningOf } from './rds-events.ts';

const rdsSchema = lateObject(() => ({
  EventID: text,
  EventCategories: list(z.string()),
  SourceType: text,
  SourceArn: text,
  SourceIdentifier: text,
  Date: text,
  Message: text,
  Tags: textMap,
}));

/** `SourceIdentifier` may carry an `rds:` prefix that the database's name has not. */
const databaseArn = (detail: z.infer<typeof rdsSchema>, event: EventEnvelope): string | undefined => {
  if (parseArn(detail.SourceArn) !== undefined) return detail.SourceArn;
  const name = detail.SourceIdentifier?.replace(/^rds:/, '');
  if (name === undefined) return undefined;
  const kind = event['detail-type'] === 'RDS DB Cluster Event' ? 'cluster' : 'db';
  return buildArn('rds', event.region ?? '', event.account ?? '', `${kind}:${name}`);
};

/**
 * `RDS DB Instance Event` and `RDS DB Cluster Event`. A signal is one topic of one database, `<ARN>#<topic>`, so that
 * "failover completed" ends what "failover started" began. events/intake/sources/rds-events.ts says which event means what.
 */
export const parseRdsEvent: DetailParser = (event, context) => {
  const detail = detailOf(rdsSchema, event);
  if (detail === undefined) return [missingField('detail', 'an object')];
  const arn = databaseArn(detail, event);
  const meaning = meaningOf(detail.EventID, detail.EventCategories, detail.Message);
  if (meaning === 'informational')
    return [ignored('rds-informational', `${detail.EventID ?? 'event'} of ${arn ?? 'unnamed'}`)];
  if (arn === undefined) return [missingField('detail.SourceArn', "the database's ARN, or SourceIdentifier")];
  const database = parseArn(arn)?.resource.split(':').at(-1) ?? arn;
  return [
    transitionOf(
      {
        id: `${arn}#${meaning.topic}`,
        kind: 'database-event',
        name: `${database}: ${detail.Message ?? meaning.topic}`,
        description: detail.Message,
        state: meaning.state,
        atMs: momentOf(context, detail.Date, event.time),
        reason: detail.Message,
        resources: [arn],
        tags: detail.Tags,
        facts: {
          database,
          topic: meaning.topic,
          eventId: detail.EventID,
          categories: detail.EventCategories.join(', '),
          sourceType: detail.SourceType,
        },
      },
      event,
    ),
  ];
};
