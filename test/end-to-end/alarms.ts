import { randomUUID } from 'node:crypto';
import { readAlarm } from '../../local/alarms/alarm-file.ts';
import { type AlarmState, moveToNow, setState } from '../../local/alarms/fresh-alarm.ts';
import { isObject, type JsonObject, parseJson } from '../../local/kernel/json.ts';

/** What everything in the samples belongs to; a test's own events belong to something else. */
const sampleSystem = 'checkout';

/** A name that no other test uses. */
export const fresh = (name: string): string => `${name}-${randomUUID().slice(0, 8)}`;

export interface Variation {
  readonly state?: AlarmState;
  /** When the alarm changed, epoch milliseconds; now where nothing is said. */
  readonly atMs?: number;
  /** Tagged as a part of this service. */
  readonly service?: string;
}

/** A sample event as a part of another system: names, ARNs and dimensions say `system` where the sample says its own. */
export const eventOf = (
  sample: string,
  system: string,
  { state, atMs = Date.now(), service }: Variation = {},
): JsonObject => {
  const renamed = parseJson(JSON.stringify(readAlarm(sample)).replaceAll(sampleSystem, system));
  if (!isObject(renamed)) throw new Error(`${sample} is no object`);
  // The event as it was first gives the state that went before.
  const changed = state === undefined ? renamed : setState(renamed, state);
  const moved = moveToNow(changed, atMs);
  return service === undefined ? moved : withDetail(moved, { alarmTags: { 'tocsin:service': service } });
};

/** The event with more, or other, members in its detail. */
export const withDetail = (event: JsonObject, members: JsonObject): JsonObject => {
  const { detail } = event;
  return { ...event, detail: { ...(isObject(detail) ? detail : {}), ...members } };
};

/** An alarm as CloudWatch publishes it to a topic: the text of the message. */
export const messageOf = (sample: string, system: string, variation: Variation = {}): string => {
  const { Message: message } = eventOf(sample, system, variation);
  if (typeof message !== 'string') throw new Error(`${sample} is no alarm as SNS carries it`);
  return message;
};
