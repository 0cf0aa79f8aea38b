import { isObject, type JsonObject, objectIn } from '../kernel/json.ts';
import { nameInArn } from '../kernel/place.ts';

/** A notice as it left the stack, with the texts that a phone, a mailbox and a program would get. */
export interface Notice {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly audience: string;
  readonly kind: string;
  readonly incidentId: string | null;
  readonly severity: string | null;
  readonly texts: { readonly sms: string; readonly email: string; readonly json: string };
}

const textIn = (object: JsonObject | undefined, name: string): string | undefined => {
  const value = object?.[name];
  return typeof value === 'string' ? value : undefined;
};

const attributeIn = (envelope: JsonObject, name: string): string | undefined => {
  const attributes = envelope['MessageAttributes'];
  const attribute = isObject(attributes) ? attributes[name] : undefined;
  return isObject(attribute) ? textIn(attribute, 'Value') : undefined;
};

/** What follows the stack's prefix in a topic's name: `tocsin-dev-primary` is the topic of `primary`. */
const audienceOf = (topicArn: string, prefix: string): string => {
  const name = nameInArn(topicArn);
  return name.startsWith(prefix) ? name.slice(prefix.length) : name;
};

/**
 * Reads the SNS notification that a queue received. The embedded SNS hands on the whole JSON of a publish with
 * MessageStructure `json`, which is where the texts of the other protocols come from; any other message is its
 * own text.
 */
export const readNotice = (body: string, topicPrefix: string): Notice => {
  const envelope = objectIn(body) ?? {};
  const message = textIn(envelope, 'Message') ?? body;
  const texts = objectIn(message);
  const structured = textIn(texts, 'default') === undefined ? undefined : texts;
  const json = textIn(structured, 'sqs') ?? textIn(structured, 'default') ?? message;
  const facts = objectIn(json);
  return {
    id: textIn(facts, 'id') ?? textIn(envelope, 'MessageId') ?? '',
    at: textIn(envelope, 'Timestamp') ?? new Date().toISOString(),
    audience: textIn(facts, 'audience') ?? audienceOf(textIn(envelope, 'TopicArn') ?? '', topicPrefix),
    kind: textIn(facts, 'kind') ?? attributeIn(envelope, 'kind') ?? 'raw',
    incidentId: textIn(facts, 'incidentId') ?? null,
    severity: textIn(facts, 'severity') ?? attributeIn(envelope, 'severity') ?? null,
    texts: { sms: textIn(structured, 'sms') ?? json, email: textIn(structured, 'email') ?? json, json },
  };
};
