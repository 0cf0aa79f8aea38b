import * as z from 'zod/mini';
import { anything, lateObject, object, text, textOrNumber } from '../lenient-fields.ts';
import { type IntakeContext, missingField, type Reading } from '../reading.ts';
import { alarmDetailSchema, partsOfDetail } from './alarm.ts';
import { type AlarmParts, alarmReading } from './alarm-reading.ts';
import { tagsOf } from './alarm-tags.ts';

const lambdaAlarmSchema = lateObject(() => ({
  alarmArn: text,
  accountId: textOrNumber,
  region: text,
  time: text,
  alarmData: object(alarmDetailSchema.shape),
  alarmTags: anything,
  alarmTagsStatus: text,
}));

/** An alarm as CloudWatch hands it to a Lambda function directly: `alarmData` stands where EventBridge has `detail`. */
export const parseLambdaAlarm = (message: object, context: IntakeContext): readonly Reading[] => {
  const alarm = z.parse(lambdaAlarmSchema, message);
  if (alarm.alarmData === undefined) return [missingField('alarmData', 'an object')];
  const parts: AlarmParts = {
    ...partsOfDetail(alarm.alarmData, 'alarmData'),
    tags: tagsOf(alarm.alarmData.alarmTags ?? alarm.alarmTags),
    tagsStatus: alarm.alarmData.alarmTagsStatus ?? alarm.alarmTagsStatus,
    arn: alarm.alarmArn,
    account: alarm.accountId,
    region: alarm.region,
    times: [alarm.alarmData.state?.timestamp, alarm.time],
  };
  return [alarmReading(parts, context)];
};
