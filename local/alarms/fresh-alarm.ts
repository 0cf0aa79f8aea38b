import { randomUUID } from 'node:crypto';
import { HostError } from '../kernel/host-error.ts';
import { isObject, type Json, type JsonObject, objectIn, parseJson } from '../kernel/json.ts';

/** The states an alarm can be in. */
export const alarmStates = ['ALARM', 'OK', 'INSUFFICIENT_DATA'] as const;

export type AlarmState = (typeof alarmStates)[number];

const times = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)/g;

/** AWS writes offsets without a colon, which ECMAScript's date format has. */
const parseTime = (text: string): number => Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));

/** A moment in the notation of the time that it replaces: with a fraction or without; offsets become UTC. */
const writeTime = (ms: number, like: string): string => {
  const iso = new Date(ms).toISOString();
  const seconds = like.includes('.') ? iso.slice(0, 23) : iso.slice(0, 19);
  if (like.endsWith('Z')) return `${seconds}Z`;
  return seconds + (/:\d\d$/.test(like.slice(19)) ? '+00:00' : '+0000');
};

const textAt = (value: Json | undefined, ...path: readonly string[]): string | undefined => {
  let at = value;
  for (const name of path) at = isObject(at) ? at[name] : undefined;
  return typeof at === 'string' ? at : undefined;
};

/** An alarm as SNS carries it, in the envelope or by itself. */
const snsMessageOf = (event: JsonObject): JsonObject | undefined => {
  const message = objectIn(textAt(event, 'Message')) ?? event;
  return textAt(message, 'AlarmName') === undefined ? undefined : message;
};

/** When it happened: the alarm's own time before the envelope's. */
const momentOf = (event: JsonObject): number => {
  const text =
    textAt(event, 'detail', 'state', 'timestamp') ??
    textAt(snsMessageOf(event), 'StateChangeTime') ??
    textAt(event, 'time');
  const ms = text === undefined ? Number.NaN : parseTime(text);
  return Number.isNaN(ms) ? Date.now() : ms;
};

/**
 * The event as if it happened at `nowMs`: every time in it, those inside its texts too, moves by the same span, so
 * that a first breaching data point and the end of a mute window stay where they are to each other.
 */
export const moveToNow = (event: JsonObject, nowMs: number): JsonObject => {
  const span = nowMs - momentOf(event);
  const moved = JSON.stringify(event).replace(times, (text) => {
    const ms = parseTime(text) + span;
    return Number.isNaN(ms) ? text : writeTime(ms, text);
  });
  const value = parseJson(moved);
  return isObject(value) ? { ...value, ...('detail-type' in value ? { id: randomUUID() } : {}) } : event;
};

const setDetailState = (
  event: JsonObject,
  detail: JsonObject,
  state: JsonObject,
  value: AlarmState,
): JsonObject => {
  const { reasonData: _of, actionsSuppressedBy: _by, actionsSuppressedReason: _why, ...rest } = state;
  const changed = { ...rest, value, reason: `Set to ${value} by hand.` };
  const previous = 'previousState' in detail ? { previousState: state } : {};
  return { ...event, detail: { ...detail, ...previous, state: changed } };
};

/** The event with its alarm in another state, the former one as the previous. Throws HostError where it is no alarm. */
export const setState = (event: JsonObject, value: AlarmState): JsonObject => {
  const detail = event['detail'];
  const state = isObject(detail) ? detail['state'] : undefined;
  if (isObject(detail) && isObject(state)) {
    return state['value'] === value ? event : setDetailState(event, detail, state, value);
  }
  const message = snsMessageOf(event);
  if (message === undefined) throw new HostError('--state is for alarms; this event has no alarm state.');
  if (message['NewStateValue'] === value) return event;
  const changed = {
    ...message,
    OldStateValue: message['NewStateValue'] ?? 'OK',
    NewStateValue: value,
    NewStateReason: `Set to ${value} by hand.`,
  };
  return message === event ? changed : { ...event, Message: JSON.stringify(changed) };
};

/** How an event gets into the stack: on the default bus, or as a message of the alarms topic. */
export type Delivery =
  | {
      readonly kind: 'event';
      readonly source: string;
      readonly detailType: string;
      readonly detail: string;
      readonly timeMs: number;
      readonly resources: readonly string[];
    }
  | { readonly kind: 'topic'; readonly message: string };

/** Throws HostError for what is neither an EventBridge event nor an alarm as SNS carries it. */
export const deliveryOf = (event: JsonObject): Delivery => {
  const source = textAt(event, 'source');
  const detailType = textAt(event, 'detail-type');
  if (source !== undefined && detailType !== undefined && isObject(event['detail'])) {
    const resources = Array.isArray(event['resources'])
      ? event['resources'].filter((one) => typeof one === 'string')
      : [];
    const timeMs = parseTime(textAt(event, 'time') ?? '');
    return {
      kind: 'event',
      source,
      detailType,
      detail: JSON.stringify(event['detail']),
      timeMs: Number.isNaN(timeMs) ? Date.now() : timeMs,
      resources,
    };
  }
  const message = snsMessageOf(event);
  if (message !== undefined) return { kind: 'topic', message: JSON.stringify(message) };
  throw new HostError(
    'This is neither an EventBridge event (source, detail-type, detail) nor an alarm as SNS carries it (AlarmName).',
  );
};
