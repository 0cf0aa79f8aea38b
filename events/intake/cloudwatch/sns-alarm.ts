import * as z from 'zod/mini';
import { findArn } from '../arn.ts';
import { anything, lateObject, list, object, text, textMap, textOrNumber } from '../lenient-fields.ts';
import type { IntakeContext, Reading } from '../reading.ts';
import { placeOfTopic, type SnsOrigin } from '../sns-origin.ts';
import { triggerField, watchedByTrigger } from './alarm-metrics.ts';
import { type AlarmParts, alarmReading } from './alarm-reading.ts';
import { tagsOf } from './alarm-tags.ts';

/** A CloudWatch alarm as it stands in an SNS message: metric, math (`Trigger.Metrics`) or composite (`AlarmRule`). */
const snsAlarmSchema = lateObject(() => ({
  AlarmName: text,
  AlarmDescription: text,
  AWSAccountId: textOrNumber,
  NewStateValue: text,
  OldStateValue: text,
  NewStateReason: text,
  StateReasonData: text,
  StateChangeTime: text,
  AlarmArn: text,
  Trigger: triggerField,
  AlarmActions: list(text),
  AlarmRule: text,
  TriggeringChildren: list(z.object({ Arn: text })),
  ActionsSuppressedBy: text,
  AlarmContributorId: text,
  AlarmContributorAttributes: textMap,
  AlarmTags: anything,
  AlarmTagsStatus: text,
  MuteDetail: object({ mutedByArn: text, muteWindowEnd: text }),
}));

/**
 * The scaling policy that an alarm sets off, where it tells nobody beside. A scaler's own alarm lists no topic; who gave an
 * alarm both a policy and a topic wants to hear of it.
 */
const steersOnly = (actions: readonly string[]): string | undefined =>
  findArn(actions, 'sns', '') === undefined ? findArn(actions, 'autoscaling', 'scalingPolicy:') : undefined;

/**
 * An alarm delivered over SNS. `Region` is a display name there, so the region comes from the alarm's ARN, else from
 * the topic's: alarms publish only to topics of their own region.
 */
export const parseSnsAlarm = (
  message: object,
  origin: SnsOrigin,
  context: IntakeContext,
): readonly Reading[] => {
  const alarm = z.parse(snsAlarmSchema, message);
  const attributes = alarm.AlarmContributorAttributes;
  const id = alarm.AlarmContributorId;
  const parts: AlarmParts = {
    name: alarm.AlarmName,
    fields: { name: 'AlarmName', state: 'NewStateValue' },
    arn: alarm.AlarmArn,
    account: alarm.AWSAccountId,
    region: placeOfTopic(origin).region,
    description: alarm.AlarmDescription,
    state: alarm.NewStateValue,
    previousState: alarm.OldStateValue,
    reason: alarm.NewStateReason,
    reasonData: alarm.StateReasonData,
    operator: alarm.Trigger?.ComparisonOperator,
    threshold: alarm.Trigger?.Threshold,
    scalingPolicy: steersOnly(alarm.AlarmActions),
    suppressedBy: alarm.ActionsSuppressedBy,
    times: [alarm.StateChangeTime, origin.sentAt],
    watched: watchedByTrigger(alarm.Trigger, attributes),
    alarmRule: alarm.AlarmRule,
    children: alarm.TriggeringChildren.flatMap((child) => child.Arn ?? []),
    tags: tagsOf(alarm.AlarmTags),
    tagsStatus: alarm.AlarmTagsStatus,
    mute: alarm.MuteDetail,
    contributor: id === undefined ? undefined : { id, attributes },
  };
  return [alarmReading(parts, context)];
};
