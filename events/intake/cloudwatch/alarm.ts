import * as z from 'zod/mini';
import { findArn } from '../arn.ts';
import { type DetailParser, detailOf, type EventEnvelope } from '../event-envelope.ts';
import { anything, object, text } from '../lenient-fields.ts';
import { missingField } from '../reading.ts';
import { metricsField, watchedByConfiguration } from './alarm-metrics.ts';
import { type AlarmParts, alarmReading } from './alarm-reading.ts';
import { tagsOf } from './alarm-tags.ts';

/**
 * The alarm as EventBridge and Lambda write it. Order comes from `state.timestamp`; `previousState` only says whether
 * data was missing before, and gives the wording of the comparison.
 */
export const alarmDetailSchema = z.object({
  alarmName: text,
  state: object({
    value: text,
    reason: text,
    reasonData: text,
    timestamp: text,
    actionsSuppressedBy: text,
    evaluationState: text,
  }),
  previousState: object({ value: text, reason: text }),
  configuration: object({ description: text, metrics: metricsField, alarmRule: text }),
  muteDetail: object({ mutedByArn: text, muteWindowEnd: text }),
  alarmTags: anything,
  alarmTagsStatus: text,
});

export type AlarmDetail = z.infer<typeof alarmDetailSchema>;

/** The alarm's ARN among an event's resources. */
export const alarmArnOf = (event: EventEnvelope): string | undefined =>
  findArn(event.resources, 'cloudwatch', 'alarm:');

/** The parts that both an EventBridge `detail` and a Lambda `alarmData` hold; `path` is where they stand. */
export const partsOfDetail = (detail: AlarmDetail, path: string) =>
  ({
    name: detail.alarmName,
    fields: { name: `${path}.alarmName`, state: `${path}.state.value` },
    description: detail.configuration?.description,
    state: detail.state?.value,
    previousState: detail.previousState?.value,
    reason: detail.state?.reason,
    reasonData: detail.state?.reasonData,
    previousReason: detail.previousState?.reason,
    suppressedBy: detail.state?.actionsSuppressedBy,
    evaluationState: detail.state?.evaluationState,
    watched: watchedByConfiguration(detail.configuration?.metrics ?? []),
    alarmRule: detail.configuration?.alarmRule,
    tags: tagsOf(detail.alarmTags),
    tagsStatus: detail.alarmTagsStatus,
    mute: detail.muteDetail,
  }) satisfies Partial<AlarmParts>;

/**
 * `CloudWatch Alarm State Change`. ALARM→ALARM and OK→OK are transitions like others: a composite alarm's suppression
 * phase changed. Source: CloudWatch User Guide, "Alarm events and EventBridge".
 */
export const parseAlarmStateChange: DetailParser = (event, context) => {
  const detail = detailOf(alarmDetailSchema, event);
  if (detail === undefined) return [missingField('detail', 'an object')];
  const parts: AlarmParts = {
    ...partsOfDetail(detail, 'detail'),
    arn: alarmArnOf(event),
    account: event.account,
    region: event.region,
    times: [detail.state?.timestamp, event.time],
  };
  return [alarmReading(parts, context)];
};
