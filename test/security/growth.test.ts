import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaults } from '../../config/schema/defaults.ts';
import { classify } from '../../domain/classification/classify.ts';
import { correlate } from '../../domain/correlation/correlate.ts';
import { parseIntake } from '../../events/intake/parse-intake.ts';
import { context, sampleNames, sampleText } from '../events/intake/messages.ts';
import { published } from '../events/intake/notifications/published.ts';

/** Fields that decide how a message is read: other texts there only make it another message. */
const structural =
  /\.(?:detail-type|source|Type|value|NewStateValue|state|eventTypeCategory|EventID|eventName)$/;

/** What a sender who wants to keep intake busy repeats: the ends and middles of what patterns look for. */
const units = [
  ...[
    ' ',
    '\t',
    '\n',
    'a',
    '0',
    '-',
    '.',
    ':',
    '/',
    '#',
    '"',
    '(',
    '*',
    '@',
    'a@',
    'a.',
    '=',
    '?',
    'É',
    '🚨',
  ],
  ...[
    '::product/',
    ':alarm:',
    'arn:aws:s3:::',
    'RDS-EVENT-',
    'job ',
    'An AWS Backup job ',
    'region=',
    '100 *',
  ],
  ...['SELECT AVG(', 'FROM SCHEMA("', 'failed ', 'health has transitioned from ', 'autoScalingGroupName/'],
  ...['the threshold (', 'not have enough ', 'placement group ', '[1.0 (', '\nMessage: ', 'AWS_RISK_'],
];

const SMALL = 500;
const TIMES = 64;
/** A text 64 times as long may take 64 times the work, and some for what a measurement is off; quadratic is 4,096. */
const MOST = TIMES * 1.5;

const takeIn = (body: string): void => {
  for (const transition of parseIntake(body, context).transitions) {
    const judged = classify(transition, defaults);
    if (!('ignore' in judged)) correlate(transition, judged, defaults);
  }
};

/** Processor time of one try, µs; below what can be told apart, that. */
const workOf = (body: string): number => {
  const before = process.cpuUsage();
  takeIn(body);
  const { user, system } = process.cpuUsage(before);
  return Math.max(50, user + system);
};

/** A text in place of every text of a message that this choice hits. */
const filled = (message: unknown, text: string, hits: (path: string) => boolean, path = ''): unknown => {
  if (typeof message === 'string') return hits(path) ? text : message;
  if (Array.isArray(message)) return message.map((entry) => filled(entry, text, hits, path));
  if (typeof message !== 'object' || message === null) return message;
  return Object.fromEntries(
    Object.entries(message).map(([key, value]) => [key, filled(value, text, hits, `${path}.${key}`)]),
  );
};

const keysOf = (message: unknown, path = ''): string[] => {
  if (typeof message === 'string') return [path];
  if (typeof message !== 'object' || message === null) return [];
  return Object.entries(message).flatMap(([key, value]) =>
    keysOf(value, Array.isArray(message) ? path : `${path}.${key}`),
  );
};

const places = sampleNames.flatMap((name) => {
  const message: unknown = JSON.parse(sampleText(name));
  return [...new Set(keysOf(message))].map((key) => ({ message, key }));
});

/** What a text begins with, what is repeated, and what it ends with. */
type Parts = readonly [begin: string, unit: string, end: string];

/** How much more work a long text takes; what looks like too much is tried again, since other programs disturb it. */
const growth = (bodyOf: (text: string) => string, [begin, unit, end]: Parts): number => {
  const bodyOfLength = (length: number) => bodyOf(begin + unit.repeat(length / unit.length) + end);
  const [short, long] = [bodyOfLength(SMALL), bodyOfLength(SMALL * TIMES)];
  let least = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 5 && least >= MOST; tries++)
    least = Math.min(least, workOf(long) / workOf(short));
  return least;
};

const ends = ['', '\n'];
const someText = fc.tuple(fc.constantFrom('', ...units), fc.constantFrom(...units), fc.constantFrom(...ends));

/** One sample of each type of message. */
const oneOfEach = [
  ...new Map(
    sampleNames.map((name) => {
      const message = JSON.parse(sampleText(name));
      return [message['detail-type'] ?? Object.keys(message).join(), name] as const;
    }),
  ).values(),
];

test.each(oneOfEach)(
  'the work that a message takes grows with its length: %s',
  (name) => {
    const message: unknown = JSON.parse(sampleText(name));
    const bodyOf = (text: string) => JSON.stringify(filled(message, text, (path) => !structural.test(path)));
    const guilty = units.flatMap((unit) =>
      ends.filter((end) => growth(bodyOf, ['', unit, end]) >= MOST).map((end) => `${unit}…${end}`),
    );
    expect(guilty).toEqual([]);
  },
  120_000,
);

test('and if any one of its texts is', () => {
  const property = fc.property(fc.constantFrom(...places), someText, ({ message, key }, parts) => {
    const bodyOf = (text: string) => JSON.stringify(filled(message, text, (path) => path === key));
    expect(growth(bodyOf, parts)).toBeLessThan(MOST);
  });
  fc.assert(property, { numRuns: 300 });
}, 120_000);

test('and so does that of a text which a person or service writes to the topic', () => {
  const property = fc.property(someText, (parts) => {
    expect(growth((text) => published(text, text), parts)).toBeLessThan(MOST);
  });
  fc.assert(property, { numRuns: 60 });
}, 60_000);
