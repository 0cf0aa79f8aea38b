import { cleanLine } from '../kernel/clean-text.ts';
import { own } from '../kernel/own.ts';

/** What a message that nobody can read is about, as far as its outside tells. Every text is short. */
export interface Outline {
  /** What people would call it: its subject, its event type, what its type fields say, or its first words. */
  readonly title: string;
  /** Who sends it, where it says so: `aws.glue`. */
  readonly source?: string;
  /** Name of the topic that it came by. */
  readonly topic?: string;
  /**
   * The same for messages that differ only in numbers, addresses and values: such as ten bounces. Those that say another
   * kind of thing, of another service or account, or in other words, differ.
   */
  readonly shape: string;
}

type Fields = Readonly<Record<string, unknown>>;

const LONGEST = 120;

/** Fields by which services tell kinds of messages apart. Other fields hold values, which are not quoted. */
const typeFields = [
  'notificationType',
  'eventType',
  'eventName',
  'event',
  'Event',
  'Event Source',
  'detailType',
  'messageType',
  'type',
  'kind',
  'action',
  'status',
  'state',
];

/** Fields that say what a message is about, without being a type. */
const subjectFields = [
  'source',
  'account',
  'AWSAccountId',
  'service',
  'name',
  'title',
  'summary',
  'severity',
];

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const parsed = (text: unknown): unknown => {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // A text like any other: its words are looked at instead.
  }
};

const short = (value: unknown): string | undefined => {
  if (typeof value !== 'string') return undefined;
  const line = cleanLine(value.slice(0, 1000));
  return line === '' ? undefined : Array.from(line).slice(0, LONGEST).join('').toWellFormed();
};

const toldIn = (fields: Fields): string | undefined => {
  const told = typeFields.flatMap((name) => {
    const value = short(own(fields, name));
    return value === undefined ? [] : [`${name} ${value}`];
  });
  return told.length === 0 ? undefined : told.slice(0, 2).join(', ');
};

const namesIn = (fields: Fields): string | undefined => {
  const names = cleanLine(Object.keys(fields).slice(0, 6).join(', ').slice(0, 1000));
  return names === '' ? undefined : `JSON with ${names}`;
};

/** Addresses, numbers, and words with numbers in them such as ids, are the same in all messages of one shape. */
const withoutNumbers = (text: string): string =>
  text
    .split(' ')
    .map((word) => (word.includes('@') ? '#' : word))
    .join(' ')
    .replace(/[\p{L}\p{N}_-]+/gu, (word) => (/\p{N}/u.test(word) ? '#' : word));

/** What the fields say of kind and subject; an account's number tells it apart from another. */
const kindsIn = (fields: Fields): readonly string[] =>
  [...typeFields, ...subjectFields].flatMap((name) => {
    const value = short(own(fields, name));
    if (value === undefined) return [];
    return /account/i.test(name) ? [`${name} ${value}`] : [`${name} ${withoutNumbers(value)}`];
  });

/** An alarm is known by its name, numbers and all. */
const alarmIn = (fields: Fields | undefined): string | undefined => {
  const detail = fields?.['detail'];
  const name = short(fields?.['AlarmName']) ?? short(isFields(detail) ? detail['alarmName'] : undefined);
  return name === undefined ? undefined : `alarm ${name}`;
};

/** A subject may be the same for everything that a sender sends, so the words or kinds of the message count as well. */
const saidIn = (fields: Fields | undefined, text: string): readonly string[] => {
  if (fields === undefined) return [withoutNumbers(short(text) ?? '')];
  const detail = own(fields, 'detail');
  return [...kindsIn(fields), ...(isFields(detail) ? kindsIn(detail) : [])];
};

const shapeOf = (fields: Fields | undefined, text: string, name: string, topic: string | undefined): string =>
  [
    topic ?? '',
    name,
    ...saidIn(fields, text),
    ...Object.keys(fields ?? {})
      .sort()
      .slice(0, 40),
  ]
    .join('|')
    .slice(0, 600);

/** What stands inside the envelope of SNS; the body itself where there is none. */
const unwrapped = (body: string) => {
  const outer = parsed(body);
  const isEnvelope = isFields(outer) && typeof outer['Message'] === 'string';
  if (!isEnvelope) return { text: body, inner: outer, envelope: undefined };
  return { text: String(outer['Message']), inner: parsed(outer['Message']), envelope: outer };
};

/** Reads the outside of a message's body. Never throws, and takes linear time. */
export const outlineOf = (body: string): Outline => {
  const { text, inner, envelope } = unwrapped(body);
  const fields = isFields(inner) ? inner : undefined;
  const topic = short(envelope?.['TopicArn'])?.split(':').at(-1);
  const source = short(fields?.['source']);
  const alarm = alarmIn(fields);
  const title =
    alarm ??
    short(envelope?.['Subject']) ??
    short(fields?.['detail-type']) ??
    (fields === undefined ? undefined : (toldIn(fields) ?? namesIn(fields))) ??
    short(text) ??
    'empty message';
  return {
    title: short(title) ?? 'empty message',
    ...(source === undefined ? {} : { source }),
    ...(topic === undefined || topic === '' ? {} : { topic }),
    shape: shapeOf(fields, text, alarm ?? withoutNumbers(title), topic),
  };
};
