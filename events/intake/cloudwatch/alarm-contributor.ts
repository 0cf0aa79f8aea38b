import * as z from 'zod/mini';
import { type DetailParser, detailOf } from '../event-envelope.ts';
import { object, text, textMap } from '../lenient-fields.ts';
import { missingField } from '../reading.ts';
import { alarmArnOf, alarmDetailSchema, partsOfDetail } from './alarm.ts';
import { watchedByConfiguration } from './alarm-metrics.ts';
import { alarmReading } from './alarm-reading.ts';

const contributorDetailSchema = z.extend(alarmDetailSchema, {
  alarmContributor: object({ id: text, attributes: textMap }),
});

/**
 * `CloudWatch Alarm Contributor State Change`: one series of a multi-series alarm. It comes while the parent stays in
 * ALARM, so each contributor is a signal of its own, `<alarm ARN>#<contributor id>`.
 */
export const parseContributorStateChange: DetailParser = (event, context) => {
  const detail = detailOf(contributorDetailSchema, event);
  if (detail === undefined) return [missingField('detail', 'an object')];
  const id = detail.alarmContributor?.id;
  if (id === undefined) return [missingField('detail.alarmContributor.id', "the contributor's id")];
  const attributes = detail.alarmContributor?.attributes ?? {};
  return [
    alarmReading(
      {
        ...partsOfDetail(detail, 'detail'),
        watched: watchedByConfiguration(detail.configuration?.metrics ?? [], attributes),
        arn: alarmArnOf(event),
        account: event.account,
        region: event.region,
        times: [detail.state?.timestamp, event.time],
        contributor: { id, attributes },
      },
      context,
    ),
  ];
};
