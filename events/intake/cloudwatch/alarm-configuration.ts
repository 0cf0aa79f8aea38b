import { fitTransition } from '../bounds.ts';
import { type DetailParser, detailOf } from '../event-envelope.ts';
import { anything, lateObject, object, text } from '../lenient-fields.ts';
import { ignored, missingField } from '../reading.ts';
import { parseTimestamp } from '../timestamp.ts';
import { alarmArnOf } from './alarm.ts';
import { metricsField, watchedByConfiguration } from './alarm-metrics.ts';
import { type AlarmParts, alarmReading } from './alarm-reading.ts';
import { tagsOf } from './alarm-tags.ts';

const configurationDetailSchema = lateObject(() => ({
  alarmName: text,
  operation: text,
  state: object({ timestamp: text }),
  configuration: object({ description: text, metrics: metricsField, alarmRule: text, timestamp: text }),
  alarmTags: anything,
}));

/** The latest of these that is a time, as it was written; undefined if none is. */
const latest = (...times: readonly (string | undefined)[]): string | undefined =>
  times.reduce(
    (late, time) => ((parseTimestamp(time) ?? -1) > (parseTimestamp(late) ?? -1) ? time : late),
    undefined,
  );

/**
 * `CloudWatch Alarm Configuration Change`. A deleted alarm never returns to OK by itself, so its deletion is the end
 * of its signal: state OK, `deleted`. It must not be older than the last change of state, and the envelope's whole
 * seconds may be: so the latest time in the event dates it.
 */
export const parseAlarmConfigurationChange: DetailParser = (event, context) => {
  const detail = detailOf(configurationDetailSchema, event);
  if (detail === undefined) return [missingField('detail', 'an object')];
  if (detail.operation === undefined) return [missingField('detail.operation', 'create, update or delete')];
  if (detail.operation !== 'delete')
    return [ignored('config-change-not-deletion', detail.alarmName ?? alarmArnOf(event))];
  const parts: AlarmParts = {
    name: detail.alarmName,
    fields: { name: 'detail.alarmName', state: 'detail.operation' },
    arn: alarmArnOf(event),
    account: event.account,
    region: event.region,
    description: detail.configuration?.description,
    state: 'OK',
    reason: 'The alarm was deleted.',
    times: [latest(event.time, detail.state?.timestamp, detail.configuration?.timestamp)],
    watched: watchedByConfiguration(detail.configuration?.metrics ?? []),
    alarmRule: detail.configuration?.alarmRule,
    tags: tagsOf(detail.alarmTags),
  };
  const outcome = alarmReading(parts, context);
  if (outcome.kind !== 'transition') return [outcome];
  return [{ kind: 'transition', transition: fitTransition({ ...outcome.transition, deleted: true }) }];
};
