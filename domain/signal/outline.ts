/** What a message that nobody can read is about, as far as its outside tells. Every text is short. */
export interface Outline {
  /** What people would call it: its subject, its event type, what its type fields say, or its first words. */
  readonly title: string;
  /** Who sends it, where it says so: `aws.glue`. */
  readonly source?: string;
  /** Name of the topic that it came by. */
  readonly topic?: string;
  /** The same for messages that differ only in numbers, addresses and values: such as ten bounces. */
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
  const line = value
    .slice(0, 1000)
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
  return line === '' ? undefined : Array.from(line).slice(0, LONGEST).join('').toWellFormed();
};

const toldIn = (fields: Fields): string | undefined => {
  const told = typeFields.flatMap((name) => {
    const value = Object.hasOwn(fields, name) ? short(fields[name]) : undefined;
    return value === undefined ? [] : [`${name} ${value}`];
  });
  return told.length === 0 ? undefined : told.slice(0, 2).join(', ');
};

const namesIn = (fields: Fields): string | undefined => {
  const names = Object.keys(fields).slice(0, 6).join(', ');
  return names === '' ? undefined : `JSON with ${names}`;
};

/** Numbers, and words with numbers in them such as ids, are the same in all messages of one shape. */
const withoutNumbers = (text: string): string =>
  text.replace(/[\p{L}\p{N}_-]+/gu, (word) => (/\p{N}/u.test(word) ? '#' : word));

/** An alarm is known by its name, numbers and all. */
const alarmIn = (fields: Fields | undefined): string | undefined => {
  const detail = fields?.['detail'];
  const name = short(fields?.['AlarmName']) ?? short(isFields(detail) ? detail['alarmName'] : undefined);
  return name === undefined ? undefined : `alarm ${name}`;
};

const shapeOf = (fields: Fields | undefined, name: string, topic: string | undefined): string =>
  [
    topic ?? '',
    name,
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
    shape: shapeOf(fields, alarm ?? withoutNumbers(title), topic),
  };
};
