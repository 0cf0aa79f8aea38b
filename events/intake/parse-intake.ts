import * as z from 'zod/mini';
import type { Transition } from '../../domain/signal/signal.ts';
import { line } from './bounds.ts';
import { parseLambdaAlarm } from './cloudwatch/lambda-alarm.ts';
import { parseSnsAlarm } from './cloudwatch/sns-alarm.ts';
import { unwatchedDetailTypes } from './cloudwatch/unwatched.ts';
import { envelopeSchema } from './event-envelope.ts';
import { knownEvents } from './event-parsers.ts';
import { text } from './lenient-fields.ts';
import { limitMute } from './mute-window.ts';
import { readFields, readText } from './notifications/read-notification.ts';
import { offered } from './notifications/unknown.ts';
import {
  type Ignored,
  type IntakeContext,
  ignored,
  missingField,
  type Reading,
  type Undecided,
  undecided,
} from './reading.ts';
import type { SnsOrigin } from './sns-origin.ts';
import { heardFrom } from './who-may-speak.ts';

/**
 * The readings of one queue message. A message can hold several findings or records, each with a reading of its own.
 * At least one of the lists has an entry, so that no event is dropped without a word (I1).
 */
export interface Parsed {
  readonly transitions: readonly Transition[];
  /** Set aside on purpose: recorded with its reason. */
  readonly ignored: readonly Ignored[];
  /** Cannot be decided on: to be paged raw and kept. */
  readonly undecided: readonly Undecided[];
}

type Message = Readonly<Record<string, unknown>>;

/** SQS around Lambda's records around SNS around an event is four; nothing makes more. */
const MAX_DEPTH = 5;

const isObject = (value: unknown): value is Message =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const parseJson = (body: string): { readonly value: unknown } | undefined => {
  try {
    return { value: JSON.parse(body) };
  } catch {
    return undefined; // The engine's message quotes the body; `malformed-json` says what is needed without doing so.
  }
};

const parseEvent = (message: Message, context: IntakeContext): readonly Reading[] => {
  const event = z.parse(envelopeSchema, message);
  const type = event['detail-type'];
  if (type === undefined) return [missingField('detail-type', 'the type of an EventBridge event')];
  const known = knownEvents.get(type);
  if (known === undefined) {
    if (unwatchedDetailTypes.has(type)) return [ignored('event-not-watched', type)];
    const detail = `"${line(type, 128)}" from "${line(event.source ?? '', 64)}" is no event type that intake reads.`;
    return [undecided('unknown-detail-type', detail, 'detail-type')];
  }
  if (event.source !== undefined && event.source !== known.source) {
    const detail = `source is "${line(event.source, 64)}"; ${type} comes from ${known.source}.`;
    return [undecided('unknown-source', detail, 'source')];
  }
  if (!isObject(event.detail)) return [missingField('detail', 'an object')];
  return known.parse(event, context);
};

const snsEnvelopeSchema = z.object({
  Type: text,
  TopicArn: text,
  Subject: text,
  Message: z.optional(z.unknown()),
  Timestamp: text,
});

/**
 * The envelope that SNS itself put around the message says which topic it came by. One inside another message was written
 * by the sender of that message, who could name any topic: the outermost stands.
 */
const parseSnsEnvelope = (
  envelope: Message,
  outer: SnsOrigin,
  context: IntakeContext,
  depth: number,
): readonly Reading[] => {
  const sns = z.parse(snsEnvelopeSchema, envelope);
  if (sns.Type === 'SubscriptionConfirmation' || sns.Type === 'UnsubscribeConfirmation') {
    return [ignored('sns-subscription-confirmation', sns.TopicArn)];
  }
  if (typeof sns.Message !== 'string') return [missingField('Message', 'the text of an SNS message')];
  const told: SnsOrigin = { topicArn: sns.TopicArn, subject: sns.Subject, sentAt: sns.Timestamp };
  const origin = outer.topicArn === undefined ? told : outer;
  const readings = parseSnsMessage(sns.Message, origin, context, depth);
  return readings.map((reading) => offered(reading, String(sns.Message), origin, context));
};

const parseSnsMessage = (
  message: string,
  origin: SnsOrigin,
  context: IntakeContext,
  depth: number,
): readonly Reading[] => {
  const inner = parseJson(message);
  if (inner !== undefined && isObject(inner.value))
    return parseMessage(inner.value, origin, context, depth + 1);
  const notification = { fields: {}, text: message, origin };
  return (
    heardFrom(readText(notification, context), {}, origin, context) ?? [
      undecided('sns-text', 'Message is no JSON object: no alarm and no event.', 'Message'),
    ]
  );
};

const parseRecord = (
  record: unknown,
  origin: SnsOrigin,
  context: IntakeContext,
  depth: number,
): readonly Reading[] => {
  if (isObject(record) && isObject(record['Sns']))
    return parseSnsEnvelope(record['Sns'], origin, context, depth + 1);
  if (isObject(record) && typeof record['body'] === 'string')
    return parseBody(record['body'], origin, context, depth + 1);
  return [undecided('unknown-shape', 'A record is neither of SNS (Sns) nor of SQS (body).', 'Records')];
};

/** An alarm, an event, or what a service writes to topics itself; undefined for all else. */
const parseKnown = (
  message: Message,
  origin: SnsOrigin,
  context: IntakeContext,
): readonly Reading[] | undefined => {
  if ('detail-type' in message) return parseEvent(message, context);
  if ('AlarmName' in message || 'NewStateValue' in message) return parseSnsAlarm(message, origin, context);
  if ('alarmData' in message) return parseLambdaAlarm(message, context);
  return readFields({ fields: message, text: '', origin }, context);
};

const parseMessage = (
  message: Message,
  origin: SnsOrigin,
  context: IntakeContext,
  depth: number,
): readonly Reading[] => {
  if (depth > MAX_DEPTH)
    return [undecided('nested-too-deep', `More than ${MAX_DEPTH} envelopes in one another.`)];
  if (Array.isArray(message['Records'])) {
    if (message['Records'].length === 0)
      return [undecided('empty-batch', 'Records holds no record.', 'Records')];
    return message['Records'].flatMap((record) => parseRecord(record, origin, context, depth));
  }
  if (typeof message['Type'] === 'string' && 'Message' in message)
    return parseSnsEnvelope(message, origin, context, depth);
  return (
    heardFrom(parseKnown(message, origin, context), message, origin, context) ?? [
      undecided('unknown-shape', 'Neither an alarm, nor an event, nor a notification that intake reads.'),
    ]
  );
};

const parseBody = (
  body: string,
  origin: SnsOrigin,
  context: IntakeContext,
  depth: number,
): readonly Reading[] => {
  const parsed = parseJson(body);
  if (parsed === undefined)
    return [undecided('malformed-json', `The body (${body.length} characters) is not JSON.`)];
  if (!isObject(parsed.value)) {
    const found = Array.isArray(parsed.value)
      ? 'a list'
      : `a ${parsed.value === null ? 'null' : typeof parsed.value}`;
    return [undecided('not-an-object', `The body is ${found}; expected an object.`)];
  }
  return parseMessage(parsed.value, origin, context, depth);
};

/**
 * Reads one message of the intake queue: an EventBridge event, an alarm, event or notification of a service over SNS (with
 * its envelope or raw), a Lambda batch of those, or an alarm as handed to Lambda directly. Never throws, whatever the
 * body is.
 */
export const parseIntake = (body: string, context: IntakeContext): Parsed => {
  const transitions: Transition[] = [];
  const aside: Ignored[] = [];
  const unclear: Undecided[] = [];
  for (const outcome of parseBody(body, {}, context, 0)) {
    if (outcome.kind === 'transition') {
      transitions.push(limitMute(outcome.transition));
    } else if (outcome.kind === 'ignored') {
      aside.push({ reason: outcome.reason, subject: outcome.subject });
    } else {
      const { kind: _, ...why } = outcome;
      unclear.push(why);
    }
  }
  return { transitions, ignored: aside, undecided: unclear };
};
